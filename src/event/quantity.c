/*
 * quantity.c -- how many: numerals of a nominal, in digits and in words, with what stands around them.
 *
 *     at least 12 soldiers      12 and more
 *     a dozen                   12 to 12
 *     several hundred miners    200 to 999
 *     thousands of people       1000 and more
 *     two of whom were hurt     2 to 2, at the relative pronoun's own number
 */
#include "event/scene.h"

typedef struct {
    const char *word;
    int64_t     value;
} quantity_word;

static const quantity_word quantity_units[] = {
    {"zero", 0},      {"one", 1},      {"two", 2},      {"three", 3},      {"four", 4},      {"five", 5},      {"six", 6},
    {"seven", 7},     {"eight", 8},    {"nine", 9},     {"ten", 10},       {"eleven", 11},   {"twelve", 12},   {"thirteen", 13},
    {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
    {"thirty", 30},   {"forty", 40},   {"fifty", 50},   {"sixty", 60},     {"seventy", 70},  {"eighty", 80},   {"ninety", 90},
};

static const quantity_word quantity_scales[] = {{"hundred", 100}, {"thousand", 1000}, {"million", 1000000}, {"dozen", 12}, {"score", 20}};

static bool quantity_lookup(const quantity_word *words, size_t n, dul_str word, int64_t *value)
{
    for (size_t i = 0; i < n; i++)
        if (dul_str_is(word, words[i].word)) {
            *value = words[i].value;
            return true;
        }
    return false;
}

/* "1,200", "12", "3.5": digits with thousands marks; a fraction is kept in thousandths. */
static bool quantity_digits(dul_str word, int64_t *thousandths)
{
    int64_t value = 0, unit = 1000;
    bool    any = false, point = false;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.at[i];
        if (c >= '0' && c <= '9') {
            any = true;
            if (point) {
                unit /= 10;
                value += (c - '0') * unit;
            } else if (value < INT64_C(1000000000000)) {
                value = value * 10 + (c - '0') * 1000;
            }
        } else if (c == '.' && !point && any) {
            point = true;
        } else if (c != ',' || !any) {
            return false;
        }
    }
    *thousandths = value;
    return any;
}

/* The value of the tokens [first, end): "two hundred", "twenty - five", "3.5 million". false when one of them is no number. */
static bool quantity_value(const dul_scene *scene, uint32_t first, uint32_t end, int64_t *out)
{
    int64_t total = 0, current = 0; /* in thousandths */
    bool    any = false;
    for (uint32_t t = first; t < end; t++) {
        dul_str word = scene->text->token[t].lower;
        int64_t value;
        if (quantity_digits(word, &value)) {
            current += value;
        } else if (quantity_lookup(quantity_units, sizeof quantity_units / sizeof quantity_units[0], word, &value)) {
            current += value * 1000;
        } else if (quantity_lookup(quantity_scales, sizeof quantity_scales / sizeof quantity_scales[0], word, &value)) {
            if (current > INT64_C(100000000000000))
                return false;
            current = (current == 0 ? 1000 : current) * value;
            if (value >= 1000) {
                total += current;
                current = 0;
            }
        } else if (dul_str_is(word, "-") || dul_str_is(word, "and") || dul_str_is(word, "a")) {
            continue;
        } else {
            size_t dash = 0; /* twenty-five as one token */
            while (dash < word.len && word.at[dash] != '-')
                dash++;
            int64_t tens, ones;
            if (dash == word.len || !quantity_lookup(quantity_units, sizeof quantity_units / sizeof quantity_units[0], dul_str_slice(word, 0, dash), &tens) ||
                !quantity_lookup(quantity_units, sizeof quantity_units / sizeof quantity_units[0], dul_str_slice(word, dash + 1, word.len), &ones))
                return false;
            current += (tens + ones) * 1000;
        }
        any = true;
    }
    *out = (total + current) / 1000;
    return any;
}

typedef struct {
    const char *word;
    int64_t     min, max;
} quantity_vague;

/* Plural scale nouns: "dozens", "hundreds of thousands" is read from its second word up. */
static const quantity_vague quantity_vagues[] = {
    {"dozens", 24, 99}, {"scores", 40, 199}, {"hundreds", 200, 999}, {"thousands", 1000, 9999}, {"millions", 1000000, 9999999},
};

/* The words before a number that open its range: -1 below ("up to"), 1 above ("at least"), 0 none. */
static int quantity_bound(const dul_scene *scene, uint32_t first)
{
    static const char *const above[] = {"least", "over", "than", "minimum", NULL};
    static const char *const below[] = {"to", "under", "most", "almost", "nearly", NULL};
    uint32_t                 start   = first >= 3 ? first - 3 : 0;
    for (uint32_t t = first; t-- > start;) {
        dul_str word = scene->text->token[t].lower;
        for (const char *const *w = above; *w != NULL; w++)
            if (dul_str_is(word, *w))
                return dul_str_is(word, "than") && t > 0 &&
                               (dul_str_is(scene->text->token[t - 1].lower, "fewer") || dul_str_is(scene->text->token[t - 1].lower, "less")) &&
                               !(t > 1 && dul_str_is(scene->text->token[t - 2].lower, "no"))
                           ? -1
                           : 1;
        for (const char *const *w = below; *w != NULL; w++)
            if (dul_str_is(word, *w))
                return dul_str_is(word, "to") ? (t > 0 && dul_str_is(scene->text->token[t - 1].lower, "up") ? -1 : 0) : dul_str_is(word, "most") ? -1 : 0;
        if (t + 1 == first && scene->tree->upos[t] == DUL_UPOS_NOUN)
            break;
    }
    return 0;
}

static void quantity_fill(const dul_scene *scene, dul_quantity *out, int64_t min, int64_t max, uint32_t first, uint32_t end)
{
    int bound   = quantity_bound(scene, first);
    out->min    = bound < 0 ? 0 : min;
    out->max    = bound > 0 ? -1 : max;
    out->tokens = (dul_range){first, end};
}

bool dul_quantity_of(const dul_scene *scene, uint32_t token, dul_quantity *out)
{
    const dul_tree *tree = scene->tree;
    /* "dozens", "thousands of people", "hundreds of thousands" */
    for (size_t i = 0; i < sizeof quantity_vagues / sizeof quantity_vagues[0]; i++)
        if (dul_str_is(scene->text->token[token].lower, quantity_vagues[i].word)) {
            const quantity_vague *vague = &quantity_vagues[i];
            int64_t               times = 1;
            uint32_t              end   = token + 1;
            if (token + 2 < scene->n && dul_str_is(scene->text->token[token + 1].lower, "of"))
                for (size_t k = 0; k < sizeof quantity_vagues / sizeof quantity_vagues[0]; k++)
                    if (dul_str_is(scene->text->token[token + 2].lower, quantity_vagues[k].word)) {
                        times = quantity_vagues[k].min >= 1000 ? quantity_vagues[k].min : 1;
                        end   = token + 3;
                    }
            if (token >= 2 && dul_str_is(scene->text->token[token - 1].lower, "of") && dul_str_is(scene->text->token[token - 2].lower, "tens")) {
                quantity_fill(scene, out, 10 * vague->min, 99 * vague->min, token - 2, token + 1);
                return true;
            }
            quantity_fill(scene, out, vague->min * times, times > 1 ? vague->max * times : vague->max, token, end);
            return true;
        }
    uint32_t number = dul_tree_child(tree, token, DUL_REL_NUMMOD);
    if (number == DUL_NONE && tree->upos[token] == DUL_UPOS_NUM)
        number = token;
    if (number == DUL_NONE) {
        /* "a dozen people", "several hundred miners", "several protesters" */
        for (uint32_t c = tree->first_child[token]; c != DUL_NONE; c = tree->next_sibling[c]) {
            dul_str word = scene->text->token[c].lower;
            if (dul_str_is(word, "dozen") && c < token) {
                quantity_fill(scene, out, 12, 12, c > 0 && dul_str_is(scene->text->token[c - 1].lower, "a") ? c - 1 : c, c + 1);
                return true;
            }
            if (dul_str_is(word, "several") && c < token) {
                quantity_fill(scene, out, 3, 9, c, c + 1);
                return true;
            }
        }
        return false;
    }
    uint32_t first = number == token ? number : tree->left[number], end = number == token ? number + 1 : tree->right[number];
    if (number == token)
        while (first > 0 && tree->head[first - 1] == number && tree->upos[first - 1] == DUL_UPOS_NUM)
            first--;
    while (first < number && scene->tree->upos[first] != DUL_UPOS_NUM)
        first++;
    int64_t value, scale;
    /* "several hundred", "a few thousand" */
    if (first > 0 && quantity_lookup(quantity_scales, sizeof quantity_scales / sizeof quantity_scales[0], scene->text->token[first].lower, &scale) &&
        (dul_str_is(scene->text->token[first - 1].lower, "several") || dul_str_is(scene->text->token[first - 1].lower, "few"))) {
        quantity_fill(scene, out, 2 * scale, scale == 12 ? 99 : 10 * scale - 1, first - 1, end);
        return true;
    }
    if (!quantity_value(scene, first, end, &value)) {
        end = number + 1;
        if (!quantity_value(scene, first, end, &value))
            return false;
    }
    if (value < 0 || value > INT64_C(100000000))
        return false;
    if (number != token && value >= 1000 && value <= 2100 && end - first == 1 && scene->text->token[first].lower.len == 4 &&
        tree->upos[token] == DUL_UPOS_PROPN)
        return false; /* "January 2022" */
    quantity_fill(scene, out, value, value, first, end);
    return true;
}
