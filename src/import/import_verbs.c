/*
 * import_verbs.c -- blocks of verbs with their patterns, and the sets of words in them.
 *
 *     --- HAMPER [112] ---                         arrest, hold +up obj{&imp_envoy}      ACCUSE, of the codes of the patterns
 *     HAMPER {HAMPERED}                            hamper                                 the bare verb
 *     - * &ENVOY (AT BORDER) [113]
 *
 * What stands between the verb and the code becomes slots: a noun after it the object, (PREP NOUN) what that preposition brings, a noun before it the subject.
 * A pattern of another shape is left: a rule that is half of it would fit where it does not.
 */
#include "import/import.h"

#include <stdio.h>

#define VERBS_OF_BLOCK 200
#define VERBS_ITEMS    24 /* of a pattern */

typedef enum { VERBS_STAR, VERBS_SOURCE, VERBS_TARGET, VERBS_WORD, VERBS_NOUNS, VERBS_SET, VERBS_OPEN, VERBS_CLOSE, VERBS_OTHER } verbs_what;

typedef struct {
    verbs_what what;
    char       text[300]; /* as it stands in the braces of a slot */
    bool       people;    /* names a party: the slot keeps its role */
} verbs_item;

typedef struct {
    const char *verb[VERBS_OF_BLOCK]; /* "carry +out" */
    size_t      n_verbs;
    char        code[16]; /* of the heading; empty: none */
    bool        patterns; /* some were read: the next verb begins a new block */
    bool        coded;    /* a bare verb of it has a code that PLOVER knows   */
    bool        in_set, set_open, set_people;
    char        set[128];
    uint32_t    set_line;
    verbs_item  item[VERBS_ITEMS];
    size_t      n_items;
    char        slots[2000];
    char        used[8][24]; /* prepositions that have a slot */
    size_t      n_used;
    bool        reversed; /* the code is towards the subject: other parties act */
} verbs_run;

static const char verbs_preps[] =
    " to in on of for with from at by against into over about between through under before after behind near toward towards without within "
    "among during across upon onto around along as beyond past until ";
static const char verbs_particles[] = " out off up down back away aside forward together ahead ";

static bool verbs_listed(const char *list, const char *word)
{
    char key[40];
    return strlen(word) < 36 && snprintf(key, sizeof key, " %s ", word) > 0 && strstr(list, key) != NULL;
}

/* ---- codes --------------------------------------------------------------------------------------------------------------------- */

typedef enum { VERBS_NULL, VERBS_CODED, VERBS_SPEECH, VERBS_BAD } verbs_code_kind;

typedef struct {
    verbs_code_kind  kind;
    bool             mutual, reversed;
    char             code[8];
    const dul_cameo *means;
} verbs_code;

/* "112", "---", "050:050" (both ways), ":173" (towards the subject), "042:043" (the way back has a code of its own). */
static verbs_code verbs_read_code(dul_import *import, dul_str text)
{
    verbs_code out  = {.kind = VERBS_BAD};
    dul_str    back = text, there = dul_str_trim(dul_str_cut(&back, ':'));
    bool       two = back.at != NULL;
    back           = dul_str_trim(back);
    if (two && there.len == 0) {
        out.reversed = true;
        there        = back;
    } else if (two && dul_str_equal(there, back)) {
        out.mutual = true;
    } else if (two && back.len > 0) {
        dul_import_leave(import, "second-code", "the code of the way back is left out; the rule has the first one", text);
    }
    if (dul_str_is(there, "---") || there.len == 0) {
        out.kind = VERBS_NULL;
        return out;
    }
    if (there.len == 2)
        snprintf(out.code, sizeof out.code, "%c%c0", there.at[0], there.at[1]);
    else if (there.len < sizeof out.code)
        snprintf(out.code, sizeof out.code, "%.*s", (int)there.len, there.at);
    out.means = dul_cameo_find(dul_str_of(out.code));
    out.kind  = out.means == NULL ? VERBS_BAD : out.means->type == NULL ? VERBS_SPEECH : VERBS_CODED;
    if (dul_str_is(there, "###"))
        dul_import_leave(import, "discard-code", "a pattern that discards the whole sentence has no counterpart", import->raw);
    else if (out.kind == VERBS_BAD)
        dul_import_leave(import, "unknown-code", "CAMEO has no such code", import->raw);
    return out;
}

/* What stands in the last brackets; text is shortened to what stands before them. at == NULL: none. */
static dul_str verbs_cut_code(dul_str *text)
{
    size_t at = text->len;
    while (at > 0 && text->at[at - 1] != '[')
        at--;
    if (at == 0)
        return (dul_str){NULL, 0};
    dul_str code = dul_str_slice(*text, at, text->len);
    *text        = dul_str_trim(dul_str_slice(*text, 0, at - 1));
    code         = dul_str_trim(dul_str_cut(&code, ']'));
    return code;
}

/* ---- sets ---------------------------------------------------------------------------------------------------------------------- */

static bool verbs_is_party(const dul_import *import, const char *lower)
{
    dul_key key = {.len = 0};
    return import->shipped != NULL && dul_key_add(&key, dul_str_of(lower)) && dul_actors_find(import->shipped, dul_key_str(&key)) != DUL_NONE;
}

/* "boxes", "churches", "cargoes", "bosses"; "houses" only takes an s. */
static bool verbs_takes_es(const char *lower, size_t n)
{
    char last = lower[n - 3], before = lower[n - 4];
    return lower[n - 2] == 'e' && (last == 'x' || last == 'o' || (last == 'h' && (before == 's' || before == 'c')) || (last == 's' && before == 's'));
}

/* A noun, and its singular: theirs are written as they occur, ours as lemmas. */
static void verbs_noun(const char *lower, char *out, size_t size)
{
    size_t n = strlen(lower);
    bool   s = n > 3 && lower[n - 1] == 's' && strchr("sui", lower[n - 2]) == NULL;
    if (s && n > 4 && memcmp(lower + n - 3, "ies", 3) == 0)
        snprintf(out, size, "%.*sy, %s", (int)n - 3, lower, lower);
    else if (s && n > 4 && verbs_takes_es(lower, n))
        snprintf(out, size, "%.*s, %s", (int)n - 2, lower, lower);
    else if (s)
        snprintf(out, size, "%.*s, %s", (int)n - 1, lower, lower);
    else
        snprintf(out, size, "%s", lower);
}

static bool verbs_set_name(dul_str name, char out[128])
{
    size_t n = (size_t)snprintf(out, 128, "&imp_");
    for (size_t i = 0; i < name.len && n < 100; i++) {
        char c = name.at[i] >= 'A' && name.at[i] <= 'Z' ? (char)(name.at[i] + 32) : name.at[i];
        if (c != '_' && c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9'))
            return false;
        out[n++] = c == '-' ? '_' : c;
    }
    out[n] = '\0';
    return n > 5 && name.len < 90;
}

static void verbs_end_set(dul_import *import, verbs_run *run)
{
    uint32_t line = import->line;
    if (run->in_set && run->set_open) {
        import->line = run->set_line;
        if (dul_import_end(import, DUL_IMPORT_SETS, NULL, NULL))
            dul_import_see(import, run->set_people ? 'P' : 'S', dul_str_of(run->set));
        import->line = line;
    } else if (run->in_set) {
        dul_import_leave(import, "empty-set", "a set without words", dul_str_of(run->set));
    }
    run->in_set = run->set_open = false;
}

static void verbs_begin_set(dul_import *import, verbs_run *run, dul_str line)
{
    dul_str name = dul_str_trim(dul_str_slice(line, 1, line.len));
    verbs_end_set(import, run);
    if (!verbs_set_name(name, run->set)) {
        dul_import_leave(import, "bad-set", "the name of a set wants letters and digits", import->raw);
        return;
    }
    if (dul_import_saw(import, 'S', dul_str_of(run->set)) || dul_import_saw(import, 'P', dul_str_of(run->set))) {
        dul_import_leave(import, "duplicate", "a set of that name stood before", import->raw);
        return;
    }
    run->in_set     = true;
    run->set_people = false;
    run->set_line   = import->line;
    dul_import_begin(import);
    dul_import_add(import, dul_str_of(run->set));
    dul_import_add(import, DUL_STR(" = "));
}

static void verbs_set_member(dul_import *import, verbs_run *run, dul_str line)
{
    char    lower[128], both[300];
    dul_str member = dul_str_trim(dul_str_slice(line, 1, line.len));
    if (member.len > 0 && member.at[0] == '&' && verbs_set_name(dul_str_slice(member, 1, member.len), lower) &&
        (dul_import_saw(import, 'S', dul_str_of(lower)) || dul_import_saw(import, 'P', dul_str_of(lower)))) {
        snprintf(both, sizeof both, "%s", lower);
    } else if (dul_import_lower(member, lower)) {
        verbs_noun(lower, both, sizeof both);
        run->set_people = run->set_people || verbs_is_party(import, lower);
    } else {
        dul_import_leave(import, "bad-word", "the word has a character that dulati's dictionaries cannot hold", import->raw);
        return;
    }
    if (import->out.len + strlen(both) + 2 > sizeof import->out.at) {
        dul_import_leave(import, "too-long", "the set is longer than 8,000 bytes", import->raw);
        return;
    }
    if (run->set_open)
        dul_import_add(import, DUL_STR(", "));
    dul_import_add(import, dul_str_of(both));
    run->set_open = true;
}

/* ---- verbs --------------------------------------------------------------------------------------------------------------------- */

/* "+CARRY_OUT" -> "carry +out"; "RE_+ARM" has no counterpart. */
static bool verbs_form(dul_str word, char out[160])
{
    char lower[128];
    if (word.len > 0 && word.at[0] == '+')
        word = dul_str_slice(word, 1, word.len);
    if (!dul_import_lower(word, lower))
        return false;
    char *blank = strchr(lower, ' ');
    if (blank != NULL)
        *blank = '\0';
    snprintf(out, 160, blank == NULL ? "%s" : "%s +%s", lower, blank == NULL ? "" : blank + 1);
    return true;
}

static void verbs_add_rule(dul_import *import, const char *verb, const char *slots, const verbs_code *code)
{
    dul_import_begin(import);
    dul_import_add(import, dul_str_of(verb));
    dul_import_add(import, dul_str_of(slots));
    if (code->kind == VERBS_CODED && code->mutual)
        dul_import_add(import, DUL_STR(" => mutual"));
    if (code->kind != VERBS_CODED)
        dul_import_add(import, DUL_STR(" => none"));
    dul_import_end(import, DUL_IMPORT_RULES, code->kind == VERBS_CODED ? code->code : "", code->means);
}

/* "ACCUSE {ACCUSED ACCUSING} [112]" */
static void verbs_line(dul_import *import, verbs_run *run, dul_str line)
{
    char    form[160];
    dul_str rest = line, own = verbs_cut_code(&rest);
    if (run->patterns || (import->format == DUL_IMPORT_TABARI && run->n_verbs > 0)) {
        run->n_verbs  = 0;
        run->patterns = run->coded = false;
        run->code[0]               = '\0';
    }
    dul_str word = dul_str_trim(dul_str_cut(&rest, '{'));
    if (!verbs_form(word, form)) {
        dul_import_leave(import, "bad-word", "not a verb: dulati wants its words in order, the verb first", import->raw);
        return;
    }
    if (run->n_verbs == VERBS_OF_BLOCK) {
        dul_import_leave(import, "too-long", "more than 200 verbs in a block", import->raw);
        return;
    }
    const char *copy  = dul_arena_copy(&import->arena, dul_str_of(form));
    import->no_memory = import->no_memory || copy == NULL;
    if (copy == NULL)
        return;
    run->verb[run->n_verbs++] = copy;
    if (own.at == NULL)
        own = dul_str_of(run->code);
    if (own.len == 0)
        return;
    verbs_code code = verbs_read_code(import, own);
    run->coded      = run->coded || code.kind == VERBS_CODED;
    if (code.kind == VERBS_SPEECH)
        dul_import_leave(import, "no-plover-type", "PLOVER has no type for this code (statements, appeals)", import->raw);
    else if (code.kind != VERBS_BAD && !dul_import_see(import, 'v', dul_str_of(form)))
        dul_import_leave(import, "duplicate", "the verb stood on an earlier line; its patterns are carried over", import->raw);
    else if (code.kind != VERBS_BAD)
        verbs_add_rule(import, form, code.reversed ? " subj{}>recipient" : "", &code);
}

/* ---- patterns ------------------------------------------------------------------------------------------------------------------ */

static bool verbs_item_add(verbs_run *run, verbs_what what, const char *text, bool people)
{
    if (run->n_items == VERBS_ITEMS)
        return false;
    verbs_item *item = &run->item[run->n_items++];
    item->what       = what;
    item->people     = people;
    snprintf(item->text, sizeof item->text, "%s", text);
    return true;
}

static const char verbs_complex[] = "a pattern of a shape that has no counterpart";

/* One word, set or sign of a pattern. NULL, or why it cannot be carried over. */
static const char *verbs_take_word(dul_import *import, verbs_run *run, dul_str word)
{
    static const char signs[]   = "*$+()";
    static const int  meaning[] = {VERBS_STAR, VERBS_SOURCE, VERBS_TARGET, VERBS_OPEN, VERBS_CLOSE};
    char              lower[128];
    const char       *sign = word.len == 1 ? strchr(signs, word.at[0]) : NULL;
    if (sign != NULL && *sign != '\0')
        return verbs_item_add(run, (verbs_what)meaning[sign - signs], "", false) ? NULL : verbs_complex;
    if (dul_str_is(word, "**"))
        return verbs_item_add(run, VERBS_STAR, "", false) ? NULL : verbs_complex;
    if (word.at[0] == '&') {
        if (!verbs_set_name(dul_str_slice(word, 1, word.len), lower))
            return "a set without a name";
        bool people = dul_import_saw(import, 'P', dul_str_of(lower));
        if (!people && !dul_import_saw(import, 'S', dul_str_of(lower)))
            return "the set is not defined before this line";
        return verbs_item_add(run, VERBS_SET, lower, people) ? NULL : verbs_complex;
    }
    if (!dul_import_lower(word, lower))
        return "a sign in the pattern has no counterpart (^, %, |)";
    return verbs_item_add(run, VERBS_WORD, lower, verbs_is_party(import, lower)) ? NULL : verbs_complex;
}

/* "{TEAR GAS}" is a phrase; "{ PEACE | TRADE }" of TABARI says one or the other. */
static const char *verbs_take_nouns(dul_import *import, verbs_run *run, dul_str inside)
{
    char   text[300] = "", lower[128], noun[280];
    bool   people    = true;
    size_t n         = 0;
    while (inside.at != NULL) {
        dul_str one = dul_str_trim(dul_str_cut(&inside, '|'));
        if (!dul_import_lower(one, lower))
            return "a set or sign within a phrase has no counterpart";
        verbs_noun(lower, noun, sizeof noun);
        people  = people && verbs_is_party(import, lower);
        int len = snprintf(text + n, sizeof text - n, "%s%s", n > 0 ? ", " : "", noun);
        if (len < 0 || (size_t)len >= sizeof text - n)
            return "the phrase is too long";
        n += (size_t)len;
    }
    return verbs_item_add(run, VERBS_NOUNS, text, people) ? NULL : verbs_complex;
}

static const char *verbs_read_pattern(dul_import *import, verbs_run *run, dul_str text)
{
    run->n_items = 0;
    for (size_t i = 0; i < text.len;) {
        char   c     = text.at[i];
        size_t start = i;
        if (c == ' ' || c == '\t') {
            i++;
        } else if (c == '{') {
            while (i < text.len && text.at[i] != '}')
                i++;
            if (i == text.len)
                return "the brace is not closed";
            const char *why = verbs_take_nouns(import, run, dul_str_slice(text, start + 1, i));
            if (why != NULL)
                return why;
            i++;
        } else {
            i++;
            while (c != '(' && c != ')' && i < text.len && strchr(" \t(){}", text.at[i]) == NULL)
                i++;
            const char *why = verbs_take_word(import, run, dul_str_slice(text, start, i));
            if (why != NULL)
                return why;
        }
    }
    return NULL;
}

static bool verbs_put(verbs_run *run, const char *name, const char *inside, const char *role)
{
    char   noun[300];
    size_t n = strlen(run->slots);
    snprintf(noun, sizeof noun, "%s", inside);
    int len = snprintf(run->slots + n, sizeof run->slots - n, " %s{%s}%s", name, noun, role);
    return len > 0 && (size_t)len < sizeof run->slots - n;
}

static bool verbs_is_noun(const verbs_item *item)
{
    return item->what == VERBS_WORD || item->what == VERBS_NOUNS || item->what == VERBS_SET;
}

static const char *verbs_inside(const verbs_item *item, char out[300])
{
    if (item->what == VERBS_WORD)
        verbs_noun(item->text, out, 300);
    else
        snprintf(out, 300, "%s", item->text);
    return out;
}

/* A party behind a preposition that leads to whom something is done; "in court", "behind troops" are places. */
static const char *verbs_role(const verbs_run *run, const char *prep, const verbs_item *item)
{
    if (!item->people || (!run->reversed && !verbs_listed(" to with against on from for at toward towards ", prep)))
        return "";
    return run->reversed ? ">actor" : ">recipient";
}

/* What a preposition brings; item == NULL: anything. */
static const char *verbs_oblique(dul_import *import, verbs_run *run, const char *prep, const verbs_item *item)
{
    char inside[300] = "";
    for (size_t i = 0; i < run->n_used; i++)
        if (strcmp(run->used[i], prep) == 0)
            return "one preposition twice";
    if (run->n_used == 8 || strlen(prep) >= sizeof run->used[0])
        return verbs_complex;
    snprintf(run->used[run->n_used++], sizeof run->used[0], "%s", prep);
    if (item == NULL)
        return verbs_put(run, prep, "", "") ? NULL : verbs_complex;
    if (item->what == VERBS_TARGET)
        return verbs_put(run, prep, "", run->reversed ? ">actor" : ">recipient") ? NULL : verbs_complex;
    if (!verbs_is_noun(item))
        return verbs_complex;
    if (item->what == VERBS_WORD && strcmp(prep, "to") == 0 && dul_import_saw(import, 'V', dul_str_of(item->text)))
        return verbs_put(run, "inf", item->text, "") ? NULL : verbs_complex;
    return verbs_put(run, prep, verbs_inside(item, inside), verbs_role(run, prep, item)) ? NULL : verbs_complex;
}

/* Before the verb: "&MILITARY *", "$ *". */
static const char *verbs_before(verbs_run *run, size_t star, bool reversed)
{
    char   inside[300] = "";
    size_t n           = 0;
    for (size_t i = 0; i < star; i++) {
        if (run->item[i].what == VERBS_SOURCE)
            continue;
        if (!verbs_is_noun(&run->item[i]) || n++ > 0)
            return run->item[i].what == VERBS_TARGET ? "the target before the verb: dulati finds the passive of an active rule by itself" : verbs_complex;
        if (run->item[i].what == VERBS_WORD && verbs_listed(verbs_preps, run->item[i].text))
            return verbs_complex;
        verbs_inside(&run->item[i], inside);
    }
    if (n == 0 && !reversed)
        return NULL;
    return verbs_put(run, "subj", inside, reversed ? ">recipient" : "") ? NULL : verbs_complex;
}

static const char *verbs_after(dul_import *import, verbs_run *run, size_t star, char particle[24])
{
    char        inside[300];
    const char *pending = NULL, *why = NULL;
    bool        object = false, party = false;
    for (size_t i = star + 1; i < run->n_items && why == NULL; i++) {
        const verbs_item *item = &run->item[i];
        if (item->what == VERBS_OPEN) {
            size_t end = i + 1;
            while (end < run->n_items && run->item[end].what != VERBS_CLOSE)
                end++;
            bool prep = i + 1 < end && run->item[i + 1].what == VERBS_WORD && verbs_listed(verbs_preps, run->item[i + 1].text);
            if (!prep || end - i > 3 || end == run->n_items || pending != NULL)
                return verbs_complex;
            why = verbs_oblique(import, run, run->item[i + 1].text, end - i == 3 ? &run->item[i + 2] : NULL);
            i   = end;
        } else if (item->what == VERBS_SOURCE) {
            return "the source behind the verb: dulati finds the passive of an active rule by itself";
        } else if (pending != NULL) {
            why     = verbs_oblique(import, run, pending, item);
            pending = NULL;
        } else if (item->what == VERBS_WORD && i == star + 1 && strlen(item->text) < 20 && verbs_listed(verbs_particles, item->text)) {
            snprintf(particle, 24, " +%s", item->text);
        } else if (item->what == VERBS_WORD && verbs_listed(verbs_preps, item->text)) {
            pending = item->text;
        } else if (object || !(verbs_is_noun(item) || item->what == VERBS_TARGET)) {
            return verbs_complex;
        } else {
            object = true;
            party  = item->what == VERBS_TARGET || item->people;
            if (!verbs_put(run, "obj", item->what == VERBS_TARGET ? "" : verbs_inside(item, inside),
                           !party          ? ">none"
                           : run->reversed ? ">actor"
                                           : ">recipient"))
                return verbs_complex;
        }
    }
    if (why == NULL && pending != NULL)
        why = verbs_oblique(import, run, pending, NULL);
    if (why != NULL || !object || party || run->reversed)
        return why;
    /* The object is a thing: whom it concerns stands behind a preposition. */
    static const char *const to[] = {"on", "to", "against", "with", "at", "from"};
    char                     list[64];
    size_t                   n = 0;
    for (size_t i = 0; i < sizeof to / sizeof to[0]; i++) {
        bool used = false;
        for (size_t k = 0; k < run->n_used; k++)
            used = used || strcmp(run->used[k], to[i]) == 0;
        if (!used)
            n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", n > 0 ? "|" : "", to[i]);
    }
    return n == 0 || verbs_put(run, list, "", "?>recipient") ? NULL : verbs_complex;
}

static void verbs_pattern(dul_import *import, verbs_run *run, dul_str line)
{
    dul_str     text = dul_str_slice(line, 1, line.len), own = verbs_cut_code(&text);
    char        particle[24] = "", verbs[DUL_IMPORT_LINE] = "";
    size_t      star = 0, n_stars = 0, n = 0;
    const char *why = NULL;
    run->patterns   = true;
    run->n_used     = 0;
    run->slots[0]   = '\0';
    if (own.at == NULL) {
        dul_import_leave(import, "no-code", "the pattern has no code", import->raw);
        return;
    }
    if (run->n_verbs == 0) {
        dul_import_leave(import, "no-verb", "no verb that could be carried over stands before this pattern", import->raw);
        return;
    }
    verbs_code code = verbs_read_code(import, own);
    if (code.kind == VERBS_BAD)
        return;
    run->reversed = code.reversed;
    if (code.kind == VERBS_SPEECH && !run->coded) {
        dul_import_leave(import, "no-plover-type", "PLOVER has no type for this code (statements, appeals)", import->raw);
        return;
    }
    why = verbs_read_pattern(import, run, text);
    for (size_t i = 0; i < run->n_items; i++)
        if (run->item[i].what == VERBS_STAR) {
            star = i;
            n_stars++;
        }
    if (why == NULL && n_stars != 1)
        why = n_stars == 0 ? "a pattern without the verb" : verbs_complex;
    if (why == NULL)
        why = verbs_before(run, star, code.reversed);
    if (why == NULL)
        why = verbs_after(import, run, star, particle);
    for (size_t i = 0; i < run->n_verbs && why == NULL; i++) {
        if (particle[0] != '\0' && strchr(run->verb[i], '+') != NULL)
            continue;
        int len = snprintf(verbs + n, sizeof verbs - n, "%s%s%s", n > 0 ? ", " : "", run->verb[i], particle);
        if (len < 0 || (size_t)len >= sizeof verbs - n)
            why = "too many verbs";
        n += (size_t)(len < 0 ? 0 : len);
    }
    if (why != NULL || n == 0) {
        dul_import_leave(import, "complex-pattern", why == NULL ? verbs_complex : why, import->raw);
        return;
    }
    if (run->slots[0] == '\0' && particle[0] == '\0') {
        dul_import_leave(import, "complex-pattern", "nothing but the verb remains of the pattern", import->raw);
        return;
    }
    verbs_add_rule(import, verbs, run->slots, &code);
}

/* ---- a file -------------------------------------------------------------------------------------------------------------------- */

/* The verbs are looked through first: "TO PRESS" is an infinitive when PRESS is a verb further down. */
static void verbs_gather(dul_import *import, dul_str text)
{
    char form[160];
    for (import->line = 0; dul_import_next(import, &text);) {
        dul_str line = dul_import_uncomment(import->raw);
        if (line.len == 0 || strchr("-&+#<~[{(", line.at[0]) != NULL)
            continue;
        dul_str word = dul_str_cut(&line, '[');
        word         = dul_str_trim(dul_str_cut(&word, '{'));
        if (verbs_form(word, form) && strchr(form, '+') == NULL)
            dul_import_see(import, 'V', dul_str_of(form));
    }
    import->line = 0;
}

bool dul_import_verbs(dul_import *import, const char *file, dul_str text)
{
    verbs_run *run = dul_arena_calloc(&import->arena, 1, sizeof *run);
    import->file   = dul_arena_copy(&import->arena, dul_str_of(file));
    if (run == NULL || import->file == NULL)
        return false;
    verbs_gather(import, text);
    while (dul_import_next(import, &text)) {
        dul_str raw = dul_str_trim(import->raw), line = dul_import_uncomment(import->raw);
        bool    heading = dul_str_starts(raw, DUL_STR("---")) || dul_str_starts(raw, DUL_STR("### "));
        if (line.len == 0 && !heading) {
            if (raw.len == 0)
                verbs_end_set(import, run);
            continue;
        }
        if (run->in_set && line.len > 0 && line.at[0] == '+') {
            verbs_set_member(import, run, line);
            continue;
        }
        if (!heading && line.at[0] == '&') {
            verbs_begin_set(import, run, line);
            continue;
        }
        verbs_end_set(import, run);
        if (heading) {
            dul_str name = raw, code = verbs_cut_code(&name);
            run->n_verbs  = 0;
            run->patterns = run->coded = false;
            snprintf(run->code, sizeof run->code, "%.*s", code.at == NULL ? 0 : (int)(code.len < 15 ? code.len : 15), code.at == NULL ? "" : code.at);
        } else if (line.at[0] == '-') {
            verbs_pattern(import, run, line);
        } else if (strchr("<~[{(", line.at[0]) != NULL) {
            if (line.at[0] != '<')
                dul_import_leave(import, "unknown-line", "neither a verb nor a pattern nor a set", import->raw);
        } else {
            verbs_line(import, run, line);
        }
    }
    verbs_end_set(import, run);
    return !import->no_memory;
}
