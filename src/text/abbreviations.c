/*
 * abbreviations.c -- the word lists, each sorted, searched by halves: they are asked a few times a sentence.
 */
#include "text/abbreviations.h"

typedef struct {
    const char   *word;
    unsigned char value;
} abbreviation_entry;

#define TITLE   DUL_ABBREVIATION_TITLE
#define PLAIN   DUL_ABBREVIATION_PLAIN
#define CAPITAL DUL_ABBREVIATION_CAPITAL
#define NUMBER  DUL_ABBREVIATION_NUMBER
#define COMMA   DUL_ABBREVIATION_COMMA
#define LATIN   DUL_ABBREVIATION_LATIN

/* Without the final stop. "no", "fig" and "sun" are words too, so they ask for a number behind them; states ask for a comma before. */
static const abbreviation_entry abbreviation_words[] = {
    {"a.k.a", PLAIN},   {"a.m", PLAIN},     {"adm", TITLE},    {"al", PLAIN},       {"ala", PLAIN},   {"ald", TITLE},     {"amb", TITLE},
    {"ap", NUMBER},     {"approx", PLAIN},  {"apr", CAPITAL},  {"ariz", PLAIN},     {"ark", COMMA},   {"art", NUMBER},    {"arts", NUMBER},
    {"ass't", PLAIN},   {"assn", PLAIN},    {"assoc", TITLE},  {"asst", TITLE},     {"attn", PLAIN},  {"atty", TITLE},    {"aug", CAPITAL},
    {"ave", PLAIN},     {"b.a", PLAIN},     {"b.sc", PLAIN},   {"bldg", CAPITAL},   {"blvd", PLAIN},  {"brig", TITLE},    {"brig-gen", TITLE},
    {"bros", PLAIN},    {"c", NUMBER},      {"ca", PLAIN},     {"calif", PLAIN},    {"capt", TITLE},  {"cdr", TITLE},     {"cf", LATIN},
    {"ch", NUMBER},     {"chap", NUMBER},   {"cie", CAPITAL},  {"circa", NUMBER},   {"cmdr", TITLE},  {"co", CAPITAL},    {"col", TITLE},
    {"colo", PLAIN},    {"comdr", TITLE},   {"conn", PLAIN},   {"const", TITLE},    {"corp", PLAIN},  {"cos", CAPITAL},   {"cpl", TITLE},
    {"cpt", TITLE},     {"ctr", CAPITAL},   {"d.c", PLAIN},    {"dec", CAPITAL},    {"del", COMMA},   {"dep", TITLE},     {"dep't", PLAIN},
    {"dept", PLAIN},    {"det", TITLE},     {"dir", TITLE},    {"dist", PLAIN},     {"div", CAPITAL}, {"dr", TITLE},      {"drs", TITLE},
    {"e.g", LATIN},     {"e.u", PLAIN},     {"ed", CAPITAL},   {"eds", CAPITAL},    {"eg", LATIN},    {"ens", TITLE},     {"eq", NUMBER},
    {"esp", LATIN},     {"esq", PLAIN},     {"est", PLAIN},    {"etc", PLAIN},      {"ext", NUMBER},  {"feb", CAPITAL},   {"fig", NUMBER},
    {"figs", NUMBER},   {"fla", PLAIN},     {"fr", TITLE},     {"fri", CAPITAL},    {"ft", TITLE},    {"ga", COMMA},      {"gdp", CAPITAL},
    {"gen", TITLE},     {"gmbh", PLAIN},    {"gov", TITLE},    {"gov't", PLAIN},    {"govs", TITLE},  {"govt", PLAIN},    {"hon", TITLE},
    {"hrs", PLAIN},     {"hwy", PLAIN},     {"i.e", LATIN},    {"ibid", PLAIN},     {"ie", LATIN},    {"ill", COMMA},     {"inc", PLAIN},
    {"incl", LATIN},    {"ind", COMMA},     {"insp", TITLE},   {"insp-gen", TITLE}, {"int'l", PLAIN}, {"intl", PLAIN},    {"jan", CAPITAL},
    {"jct", PLAIN},     {"jr", PLAIN},      {"jul", NUMBER},   {"jun", NUMBER},     {"kan", PLAIN},   {"ky", COMMA},      {"l.a", PLAIN},
    {"la", COMMA},      {"lbs", PLAIN},     {"lieut", TITLE},  {"llc", PLAIN},      {"lot", NUMBER},  {"lt", TITLE},      {"lt-col", TITLE},
    {"lt-gen", TITLE},  {"ltc", TITLE},     {"ltd", PLAIN},    {"m.a", PLAIN},      {"m.d", PLAIN},   {"m.p", PLAIN},     {"m.sc", PLAIN},
    {"maj", TITLE},     {"maj-gen", TITLE}, {"mar", NUMBER},   {"mass", COMMA},     {"max", NUMBER},  {"md", COMMA},      {"me", COMMA},
    {"messrs", TITLE},  {"mfg", PLAIN},     {"mich", PLAIN},   {"min", NUMBER},     {"minn", PLAIN},  {"miss", COMMA},    {"mlle", TITLE},
    {"mme", TITLE},     {"mo", COMMA},      {"mon", NUMBER},   {"mont", PLAIN},     {"mps", PLAIN},   {"mr", TITLE},      {"mrs", TITLE},
    {"ms", TITLE},      {"msgr", TITLE},    {"mt", TITLE},     {"mts", PLAIN},      {"mx", TITLE},    {"n.c", COMMA},     {"n.d", COMMA},
    {"n.h", COMMA},     {"n.j", COMMA},     {"n.m", COMMA},    {"n.v", PLAIN},      {"n.y", PLAIN},   {"nat'l", PLAIN},   {"natl", PLAIN},
    {"neb", PLAIN},     {"nev", PLAIN},     {"no", NUMBER},    {"nos", NUMBER},     {"nov", CAPITAL}, {"oct", CAPITAL},   {"okla", PLAIN},
    {"op", NUMBER},     {"ore", COMMA},     {"oz", PLAIN},     {"p", NUMBER},       {"p.m", PLAIN},   {"p.o", PLAIN},     {"pa", COMMA},
    {"par", NUMBER},    {"para", NUMBER},   {"penn", PLAIN},   {"pfc", TITLE},      {"ph.d", PLAIN},  {"plc", PLAIN},     {"pp", NUMBER},
    {"pres", TITLE},    {"prof", TITLE},    {"pt", NUMBER},    {"pte", TITLE},      {"pvt", TITLE},   {"r.i", COMMA},     {"radm", TITLE},
    {"rd", CAPITAL},    {"rep", TITLE},     {"reps", TITLE},   {"res", NUMBER},     {"rev", TITLE},   {"rt", CAPITAL},    {"s.a", PLAIN},
    {"s.c", COMMA},     {"s.d", COMMA},     {"s.p.a", PLAIN},  {"sat", NUMBER},     {"sec", NUMBER},  {"sec-gen", TITLE}, {"sect", NUMBER},
    {"sen", TITLE},     {"sens", TITLE},    {"sep", CAPITAL},  {"sept", CAPITAL},   {"sgd", PLAIN},   {"sgt", TITLE},     {"spc", TITLE},
    {"spk", TITLE},     {"sq", NUMBER},     {"sr", PLAIN},     {"sr-insp", TITLE},  {"sr-lt", TITLE}, {"st", TITLE},      {"ste", TITLE},
    {"sun", NUMBER},    {"supt", TITLE},    {"tel", PLAIN},    {"tenn", PLAIN},     {"tex", PLAIN},   {"thu", CAPITAL},   {"thur", CAPITAL},
    {"thurs", CAPITAL}, {"tue", CAPITAL},   {"tues", CAPITAL}, {"u.k", PLAIN},      {"u.n", PLAIN},   {"u.s", PLAIN},     {"undersec", TITLE},
    {"univ", PLAIN},    {"v", LATIN},       {"va", COMMA},     {"vadm", TITLE},     {"ver", NUMBER},  {"viz", LATIN},     {"vol", NUMBER},
    {"vols", NUMBER},   {"vs", LATIN},      {"vt", COMMA},     {"w.va", COMMA},     {"wash", COMMA},  {"wed", CAPITAL},   {"wis", PLAIN},
    {"wyo", PLAIN},     {"yrs", PLAIN},
};

/* What opens sentences: function words, and adverbs that link sentences. */
static const abbreviation_entry abbreviation_openers[] = {
    {"a", 1},         {"about", 1},   {"according", 1},   {"after", 1},     {"against", 1},      {"all", 1},       {"also", 1},
    {"although", 1},  {"amid", 1},    {"among", 1},       {"an", 1},        {"and", 1},          {"another", 1},   {"any", 1},
    {"are", 1},       {"as", 1},      {"at", 1},          {"because", 1},   {"before", 1},       {"between", 1},   {"both", 1},
    {"but", 1},       {"by", 1},      {"can", 1},         {"could", 1},     {"despite", 1},      {"did", 1},       {"do", 1},
    {"does", 1},      {"don't", 1},   {"during", 1},      {"each", 1},      {"earlier", 1},      {"even", 1},      {"every", 1},
    {"few", 1},       {"five", 1},    {"for", 1},         {"four", 1},      {"from", 1},         {"had", 1},       {"has", 1},
    {"have", 1},      {"he", 1},      {"he's", 1},        {"her", 1},       {"here", 1},         {"his", 1},       {"how", 1},
    {"however", 1},   {"i", 1},       {"i'm", 1},         {"if", 1},        {"in", 1},           {"instead", 1},   {"is", 1},
    {"it", 1},        {"it's", 1},    {"its", 1},         {"just", 1},      {"last", 1},         {"later", 1},     {"less", 1},
    {"let", 1},       {"many", 1},    {"may", 1},         {"maybe", 1},     {"meanwhile", 1},    {"might", 1},     {"more", 1},
    {"moreover", 1},  {"most", 1},    {"must", 1},        {"my", 1},        {"nevertheless", 1}, {"next", 1},      {"no", 1},
    {"nobody", 1},    {"none", 1},    {"nonetheless", 1}, {"not", 1},       {"nothing", 1},      {"now", 1},       {"of", 1},
    {"on", 1},        {"once", 1},    {"one", 1},         {"only", 1},      {"or", 1},           {"other", 1},     {"others", 1},
    {"otherwise", 1}, {"our", 1},     {"over", 1},        {"perhaps", 1},   {"several", 1},      {"she", 1},       {"she's", 1},
    {"should", 1},    {"since", 1},   {"so", 1},          {"some", 1},      {"still", 1},        {"such", 1},      {"that", 1},
    {"that's", 1},    {"the", 1},     {"their", 1},       {"then", 1},      {"there", 1},        {"therefore", 1}, {"these", 1},
    {"they", 1},      {"they're", 1}, {"this", 1},        {"those", 1},     {"though", 1},       {"three", 1},     {"through", 1},
    {"thus", 1},      {"to", 1},      {"today", 1},       {"tomorrow", 1},  {"two", 1},          {"under", 1},     {"until", 1},
    {"upon", 1},      {"was", 1},     {"we", 1},          {"we're", 1},     {"were", 1},         {"what", 1},      {"when", 1},
    {"where", 1},     {"which", 1},   {"while", 1},       {"who", 1},       {"why", 1},          {"will", 1},      {"with", 1},
    {"within", 1},    {"without", 1}, {"would", 1},       {"yesterday", 1}, {"yet", 1},          {"you", 1},       {"your", 1},
};

/* What is glued to numbers. */
static const abbreviation_entry abbreviation_units[] = {
    {"AM", 1}, {"B", 1},     {"BN", 1},  {"GB", 1},  {"GHz", 1},  {"GW", 1},   {"Hz", 1},  {"K", 1},   {"KG", 1},  {"KM", 1},  {"KW", 1}, {"M", 1},
    {"MB", 1}, {"MHz", 1},   {"MM", 1},  {"MW", 1},  {"MWh", 1},  {"Mbps", 1}, {"PM", 1},  {"TB", 1},  {"a.m", 1}, {"am", 1},  {"b", 1},  {"bn", 1},
    {"cc", 1}, {"cents", 1}, {"cm", 1},  {"ft", 1},  {"g", 1},    {"gb", 1},   {"ghz", 1}, {"gw", 1},  {"hr", 1},  {"hrs", 1}, {"hz", 1}, {"k", 1},
    {"kW", 1}, {"kWh", 1},   {"kg", 1},  {"km", 1},  {"km/h", 1}, {"kph", 1},  {"kw", 1},  {"kwh", 1}, {"lb", 1},  {"lbs", 1}, {"m", 1},  {"mW", 1},
    {"mb", 1}, {"mg", 1},    {"mhz", 1}, {"min", 1}, {"mins", 1}, {"ml", 1},   {"mln", 1}, {"mm", 1},  {"mn", 1},  {"mph", 1}, {"mw", 1}, {"mwh", 1},
    {"oz", 1}, {"p.m", 1},   {"pm", 1},  {"pts", 1}, {"sec", 1},  {"secs", 1}, {"tb", 1},  {"tn", 1},  {"trn", 1}, {"yds", 1}, {"yr", 1}, {"yrs", 1},
};

/* The treebanks split "fuel-price" into three but leave these prefixes on their words. */
static const abbreviation_entry abbreviation_prefixes[] = {
    {"agro", 1},   {"anti", 1},  {"arch", 1},  {"auto", 1},   {"bi", 1},      {"bio", 1},    {"co", 1},    {"counter", 1}, {"cross", 1},
    {"crypto", 1}, {"de", 1},    {"dis", 1},   {"e", 1},      {"electro", 1}, {"ex", 1},     {"extra", 1}, {"geo", 1},     {"hydro", 1},
    {"hyper", 1},  {"infra", 1}, {"inter", 1}, {"intra", 1},  {"intro", 1},   {"mega", 1},   {"meta", 1},  {"micro", 1},   {"mid", 1},
    {"mini", 1},   {"mis", 1},   {"multi", 1}, {"narco", 1},  {"neo", 1},     {"non", 1},    {"over", 1},  {"petro", 1},   {"poly", 1},
    {"post", 1},   {"pre", 1},   {"pro", 1},   {"proto", 1},  {"pseudo", 1},  {"psycho", 1}, {"re", 1},    {"retro", 1},   {"semi", 1},
    {"socio", 1},  {"sub", 1},   {"super", 1}, {"techno", 1}, {"thermo", 1},  {"trans", 1},  {"tri", 1},   {"ultra", 1},   {"un", 1},
};

/* Top-level domains and file types; those that are English words ("in", "it", "us") are left out. */
static const abbreviation_entry abbreviation_suffixes[] = {
    {"ae", 1},  {"ar", 1},  {"asp", 1},  {"aspx", 1}, {"au", 1}, {"az", 1},  {"bd", 1},  {"biz", 1}, {"br", 1},   {"ca", 1},  {"ch", 1},  {"cl", 1},
    {"cn", 1},  {"co", 1},  {"com", 1},  {"csv", 1},  {"cz", 1}, {"de", 1},  {"dk", 1},  {"doc", 1}, {"docx", 1}, {"edu", 1}, {"ee", 1},  {"eg", 1},
    {"es", 1},  {"eu", 1},  {"exe", 1},  {"fi", 1},   {"fr", 1}, {"ge", 1},  {"gif", 1}, {"gob", 1}, {"gov", 1},  {"gr", 1},  {"htm", 1}, {"html", 1},
    {"ie", 1},  {"il", 1},  {"info", 1}, {"int", 1},  {"io", 1}, {"iq", 1},  {"ir", 1},  {"jp", 1},  {"jpeg", 1}, {"jpg", 1}, {"js", 1},  {"ke", 1},
    {"kg", 1},  {"kz", 1},  {"lk", 1},   {"lt", 1},   {"lv", 1}, {"md", 1},  {"mil", 1}, {"mx", 1},  {"net", 1},  {"ng", 1},  {"nl", 1},  {"nz", 1},
    {"org", 1}, {"pdf", 1}, {"php", 1},  {"pk", 1},   {"pl", 1}, {"png", 1}, {"ppt", 1}, {"ru", 1},  {"sa", 1},   {"se", 1},  {"tj", 1},  {"tm", 1},
    {"tr", 1},  {"tv", 1},  {"txt", 1},  {"ua", 1},   {"uk", 1}, {"url", 1}, {"uz", 1},  {"xls", 1}, {"xlsx", 1}, {"xml", 1}, {"za", 1},  {"zip", 1},
};

/* Bytes of the first word. */
static const abbreviation_entry abbreviation_contractions[] = {
    {"aint", 2},     {"arent", 3}, {"cannot", 3}, {"cant", 2},    {"couldnt", 5}, {"didnt", 3},  {"doesnt", 4}, {"dont", 2},   {"gonna", 3},
    {"gotta", 3},    {"hadnt", 3}, {"hasnt", 3},  {"havent", 4},  {"im", 1},      {"isnt", 2},   {"ive", 1},    {"mustnt", 4}, {"outta", 3},
    {"shouldnt", 6}, {"sorta", 4}, {"thats", 4},  {"theres", 5},  {"theyre", 4},  {"theyve", 4}, {"wanna", 3},  {"wasnt", 3},  {"werent", 4},
    {"weve", 2},     {"whats", 4}, {"wont", 2},   {"wouldnt", 5}, {"youre", 3},   {"youve", 3},
};

static unsigned char abbreviation_search(const abbreviation_entry *entry, size_t n, dul_str word)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int    order  = dul_str_compare(dul_str_of(entry[middle].word), word);
        if (order == 0)
            return entry[middle].value;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

#define SEARCH(table, word) abbreviation_search(table, sizeof table / sizeof table[0], word)

dul_abbreviation dul_abbreviation_find(dul_str lower)
{
    return (dul_abbreviation)SEARCH(abbreviation_words, lower);
}

bool dul_opener_is(dul_str lower)
{
    return SEARCH(abbreviation_openers, lower) != 0;
}

bool dul_unit_is(dul_str text)
{
    return SEARCH(abbreviation_units, text) != 0;
}

bool dul_prefix_is(dul_str lower)
{
    return SEARCH(abbreviation_prefixes, lower) != 0;
}

bool dul_suffix_is(dul_str lower)
{
    return SEARCH(abbreviation_suffixes, lower) != 0;
}

size_t dul_contraction_find(dul_str lower)
{
    return SEARCH(abbreviation_contractions, lower);
}
