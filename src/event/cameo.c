/* cameo.c -- the codes of CAMEO. Which there are is a fact; what they become follows the crosswalk of the PLOVER project, where our modes have one. */
#include "event/cameo.h"

#define CAMEO_MAX 4 /* digits of the longest code */

static const struct {
    dul_cameo   means;
    const char *codes;
} cameo_rows[] = {
    /* Statements and appeals: PLOVER has no such types. */
    {{NULL, NULL},
     "010 011 012 013 014 015 016 017 018 019 020 021 0211 0212 0213 0214 022 023 0231 0232 0233 0234 024 0241 0242 0243 0244 025 0251 0252 0253 0254 0255 "
     "0256 026 027 028"},
    {{"AGREE", NULL}, "030 031 0311 0312 0313 0314 032 033 0331 0332 0333 0334 034 0341 0342 0343 0344 035 0351 0352 0353 0354 0355 0356 036 037 038 039"},
    {{"CONSULT", NULL}, "040 045 046"},
    {{"CONSULT", "phone"}, "041"},
    {{"CONSULT", "visit"}, "042 043"},
    {{"CONSULT", "third-party"}, "044"},
    {{"SUPPORT", NULL}, "050 051 052 053 054 055 056 057"},
    {{"COOPERATE", NULL}, "060 061 062 063 064"},
    {{"AID", NULL}, "070 071 072 073 074 075"},
    {{"CONCEDE", NULL}, "080 081 0811 0812 082 083 0832 0833 0834"},
    {{"RETREAT", NULL}, "0813 0814 084 0842 085"},
    {{"RETREAT", "resign"}, "0831"},
    {{"RETREAT", "release"}, "0841"},
    {{"RETREAT", "access"}, "086 0861 0862 0863"},
    {{"RETREAT", "disarm"}, "087 0873 0874"},
    {{"RETREAT", "ceasefire"}, "0871"},
    {{"RETREAT", "withdraw"}, "0872"},
    {{"ACCUSE", "investigate"}, "090 091 092 093 094"},
    {{"REQUEST", NULL}, "100"},
    {{"REQUEST", "assist"}, "101 1011 1012 1013 1014 102 103 1031 1032 1033 1034"},
    {{"REQUEST", "change"}, "104 1041 1042 1043 1044"},
    {{"REQUEST", "yield"}, "105 1051 1052 1053 1054 1055 1056"},
    {{"REQUEST", "meet"}, "106 107 108"},
    {{"ACCUSE", "disapprove"}, "110 111 112 113"},
    {{"ACCUSE", "allege"}, "1121 1122 1123 1124 1125 114 115"},
    {{"SANCTION", "convict"}, "116"},
    {{"REJECT", NULL}, "120"},
    {{"REJECT", "assist"}, "121 1211 1212 1213 1214 122 1221 1222 1223 1224"},
    {{"REJECT", "change"}, "123 1231 1232 1233 1234 1241 1242"},
    {{"REJECT", "yield"}, "124 1243 1244 1245 1246 128 129"},
    {{"REJECT", "meet"}, "125 126 127"},
    {{"THREATEN", NULL}, "130 131 1321"},
    {{"THREATEN", "relations"}, "1311 1313 133 134 135 139"},
    {{"THREATEN", "restrict"}, "1312 132 1322 1323 1324 1381"},
    {{"THREATEN", "expel"}, "136"},
    {{"THREATEN", "violence"}, "137 138 1383 1384 1385"},
    {{"THREATEN", "territory"}, "1382"},
    {{"PROTEST", NULL}, "140"},
    {{"PROTEST", "demo"}, "141 1411 1412 1413 1414"},
    {{"PROTEST", "hunger"}, "142 1421 1422 1423 1424"},
    {{"PROTEST", "boycott"}, "143 1431 1432 1433 1434"},
    {{"PROTEST", "obstruct"}, "144 1441 1442 1443 1444"},
    {{"PROTEST", "riot"}, "145 1451 1452 1453 1454"},
    {{"MOBILIZE", NULL}, "150 155"},
    {{"MOBILIZE", "police"}, "151 153"},
    {{"MOBILIZE", "troops"}, "152 154"},
    {{"SANCTION", NULL}, "160"},
    {{"SANCTION", "withdraw"}, "161 164 165"},
    {{"SANCTION", "discontinue"}, "162 1621 1622 1623"},
    {{"COERCE", "restrict"}, "163 172 1721 1722 191"},
    {{"SANCTION", "expel"}, "166 1661 1662 1663"},
    {{"COERCE", NULL}, "170"},
    {{"COERCE", "seize"}, "171 1711 192"},
    {{"ASSAULT", "destroy"}, "1712"},
    {{"COERCE", "curfew"}, "1723"},
    {{"COERCE", "martial-law"}, "1724"},
    {{"COERCE", "arrest"}, "173"},
    {{"COERCE", "deport"}, "174"},
    {{"ASSAULT", "crowd-control"}, "175"},
    {{"ASSAULT", NULL}, "180 1823 184 190 196 201 203"},
    {{"ASSAULT", "abduct"}, "181"},
    {{"ASSAULT", "beat"}, "182"},
    {{"ASSAULT", "sexual"}, "1821"},
    {{"ASSAULT", "torture"}, "1822"},
    {{"ASSAULT", "explosives"}, "183 1832 1833"},
    {{"ASSAULT", "suicide-attack"}, "1831"},
    {{"ASSAULT", "targeted"}, "185 186 200 202"},
    {{"ASSAULT", "firearms"}, "193"},
    {{"ASSAULT", "heavy-weapons"}, "194"},
    {{"ASSAULT", "aerial"}, "195"},
    {{"ASSAULT", "unconventional"}, "204 2041 2042"},
    {{"COERCE", "cyber"}, "176"},
};

const dul_cameo *dul_cameo_find(dul_str code)
{
    /* A root of two digits means its general code: "14" is 140. */
    char whole[CAMEO_MAX] = "";
    if (code.len == 2) {
        memcpy(whole, code.at, 2);
        whole[2] = '0';
        code     = (dul_str){whole, 3};
    }
    for (size_t i = 0; code.len >= 3 && code.len <= CAMEO_MAX && i < sizeof cameo_rows / sizeof cameo_rows[0]; i++) {
        dul_str rest = dul_str_of(cameo_rows[i].codes);
        while (rest.at != NULL)
            if (dul_str_equal(dul_str_cut(&rest, ' '), code))
                return &cameo_rows[i].means;
    }
    return NULL;
}
