/* toponym_features.c -- reading dictionaries/places/weights.txt. */
#include "place/toponym_features.h"

#define WEIGHTS_FILE "places/weights.txt"

static const char *const weights_names[] = {
#define X_(name) #name,
    DUL_TOPONYM_FEATURE_LIST(X_)
#undef X_
};

const char *dul_toponym_feature_name(size_t feature)
{
    return feature < TOPONYM_N_FEATURES ? weights_names[feature] : "";
}

/* A decimal number such as "-1.25"; the C library's strtod would read the locale. */
static bool weights_number(dul_str text, float *out)
{
    const bool minus = text.len > 0 && text.at[0] == '-';
    double     value = 0, scale = 0;
    size_t     at = minus;
    for (; at < text.len && at < 12; at++) {
        const char c = text.at[at];
        if (c == '.' && scale <= 0) {
            scale = 1;
        } else if (c >= '0' && c <= '9') {
            value = value * 10 + (c - '0');
            scale *= 10;
        } else {
            return false;
        }
    }
    value = scale > 0 ? value / scale : value;
    *out  = (float)(minus ? -value : value);
    return at == text.len && at > minus;
}

static dulati_result weights_read_line(dul_toponym_weights *weights, dul_str line, uint64_t number, dulati_error *err)
{
    const dul_str name = dul_str_cut(&line, ' ');
    float         value;
    if (line.at == NULL || !weights_number(dul_str_trim(line), &value) || value < -100 || value > 100)
        return dul_fail(err, DULATI_E_FORMAT, "a line is the name of a feature and a number", WEIGHTS_FILE, number, 0);
    if (dul_str_is(name, "constant")) {
        weights->constant = value;
        return DULATI_OK;
    }
    for (size_t f = 0; f < TOPONYM_N_FEATURES; f++)
        if (dul_str_is(name, weights_names[f])) {
            weights->of[f] = value;
            return DULATI_OK;
        }
    return dul_fail(err, DULATI_E_FORMAT, "there is no such feature", WEIGHTS_FILE, number, 0);
}

dulati_result dul_toponym_weights_open(const dul_pack *pack, dul_toponym_weights *out, dulati_error *err)
{
    *out         = (dul_toponym_weights){.constant = 0};
    dul_str rest = dul_pack_find(pack, WEIGHTS_FILE), line;
    for (uint64_t number = 1; dul_str_line(&rest, &line); number++) {
        line = dul_str_trim(line);
        if (line.len > 0 && line.at[0] != '#')
            DUL_TRY(weights_read_line(out, line, number, err));
    }
    return DULATI_OK;
}
