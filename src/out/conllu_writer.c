/*
 * conllu_writer.c -- sentences and trees as CoNLL-U.
 *
 * Clitics are written as the treebanks do: a range line with the written word, then its syntactic words. TokenRange in the last column holds the span in
 * code points of the report, so that everything can be traced to the text. Entity holds mentions, bracketed as in GUM: their number, class and type.
 */
#include "out/formats.h"

#include "base/utf8.h"

static void conllu_form(dul_writer *writer, dul_str form)
{
    size_t len;
    for (size_t at = 0; at < form.len; at += len) {
        uint32_t cp = dul_utf8_decode(form, at, &len);
        if (cp == DUL_REPLACEMENT)
            dul_write_text(writer, "\xEF\xBF\xBD");
        else
            dul_write(writer, dul_utf8_is_space(cp) || cp < 0x20 ? DUL_STR(" ") : (dul_str){form.at + at, len});
    }
}

/* Mentions of the sentence that begin and end at a token, as GUM writes them: (1-person-person with (1-place-geopolitical) 1). They are sorted by their first
 * tokens, longer ones first; *next is the first that begins at this token or later. */
static void conllu_entities(dul_writer *writer, const dulati_document *d, uint32_t token, size_t first, size_t *next)
{
    bool any = false;
    for (; *next < d->n_mentions && d->mention[*next].first_token == token; (*next)++) {
        const dulati_mention *mention = &d->mention[*next];
        dul_write_text(writer, any ? "(" : "\tEntity=(");
        dul_write_int(writer, (int64_t)*next + 1);
        dul_write_char(writer, '-');
        dul_write_text(writer, mention->gum);
        dul_write_char(writer, '-');
        dul_write_text(writer, mention->type);
        if (mention->end_token == token + 1)
            dul_write_char(writer, ')');
        any = true;
    }
    for (size_t i = *next; i-- > first;)
        if (d->mention[i].end_token == token + 1 && d->mention[i].first_token < token) {
            dul_write_text(writer, any ? "" : "\tEntity=");
            dul_write_int(writer, (int64_t)i + 1);
            dul_write_char(writer, ')');
            any = true;
        }
    dul_write_char(writer, any ? '|' : '\t');
}

static void conllu_misc(dul_writer *writer, bool space_after, uint32_t start, uint32_t end)
{
    dul_write_text(writer, space_after ? "TokenRange=" : "SpaceAfter=No|TokenRange=");
    dul_write_int(writer, start);
    dul_write_char(writer, ':');
    dul_write_int(writer, end);
    dul_write_char(writer, '\n');
}

/* "# text" as its tokens spell it: line ends inside a sentence become blanks. */
static void conllu_comments(dul_writer *writer, const dulati_document *d, size_t index)
{
    const dulati_sentence *sentence = &d->sentence[index];
    dul_write_text(writer, "# sent_id = ");
    conllu_form(writer, dul_str_of(d->id == NULL ? "doc" : d->id));
    dul_write_char(writer, '-');
    dul_write_int(writer, (int64_t)index + 1);
    dul_write_text(writer, "\n# text = ");
    for (uint32_t i = sentence->first_token; i < sentence->end_token; i++) {
        conllu_form(writer, dul_str_of(d->token[i].form));
        if (d->token[i].space_after && i + 1 < sentence->end_token)
            dul_write_char(writer, ' ');
    }
    dul_write_char(writer, '\n');
    if (strcmp(sentence->kind, "text") != 0) {
        dul_write_text(writer, "# kind = ");
        dul_write_text(writer, sentence->kind);
        dul_write_char(writer, '\n');
    }
}

static void conllu_token(dul_writer *writer, const dulati_document *d, uint32_t i, uint32_t first)
{
    const dulati_token *token    = &d->token[i];
    const char *const   column[] = {token->lemma, token->upos, token->xpos, token->feats};
    dul_write_int(writer, (int64_t)i - first + 1);
    dul_write_char(writer, '\t');
    conllu_form(writer, dul_str_of(token->form));
    for (size_t k = 0; k < 4; k++) {
        dul_write_char(writer, '\t');
        if (column[k][0] == '\0')
            dul_write_char(writer, '_');
        else
            conllu_form(writer, dul_str_of(column[k]));
    }
    dul_write_char(writer, '\t');
    dul_write_int(writer, token->head == DULATI_ROOT ? 0 : (int64_t)token->head - first + 1);
    dul_write_char(writer, '\t');
    dul_write_text(writer, token->deprel);
    dul_write_text(writer, "\t_");
}

void dul_conllu_write(dul_writer *writer, const dulati_document *d)
{
    size_t next_mention = 0;
    for (size_t s = 0; s < d->n_sentences; s++) {
        size_t   first_mention = next_mention;
        uint32_t first = d->sentence[s].first_token, end = d->sentence[s].end_token, range_end = first;
        if (s == 0 && d->id != NULL) {
            dul_write_text(writer, "# newdoc id = ");
            conllu_form(writer, dul_str_of(d->id));
            dul_write_char(writer, '\n');
        }
        if (s == 0 && d->n_mentions > 0)
            dul_write_text(writer, "# global.Entity = GRP-etype-type\n");
        conllu_comments(writer, d, s);
        for (uint32_t i = first; i < end; i++) {
            if (i >= range_end) {
                for (range_end = i + 1; range_end < end && d->token[range_end].clitic;)
                    range_end++;
                if (range_end > i + 1) {
                    dul_write_int(writer, (int64_t)i - first + 1);
                    dul_write_char(writer, '-');
                    dul_write_int(writer, (int64_t)range_end - first);
                    dul_write_char(writer, '\t');
                    for (uint32_t k = i; k < range_end; k++)
                        conllu_form(writer, dul_str_of(d->token[k].form));
                    dul_write_text(writer, "\t_\t_\t_\t_\t_\t_\t_\t");
                    conllu_misc(writer, d->token[range_end - 1].space_after, d->token[i].span.start, d->token[range_end - 1].span.end);
                }
            }
            bool in_range = i + 1 < range_end || (i > first && d->token[i].clitic);
            conllu_token(writer, d, i, first);
            conllu_entities(writer, d, i, first_mention, &next_mention);
            conllu_misc(writer, d->token[i].space_after || in_range, d->token[i].span.start, d->token[i].span.end);
        }
        dul_write_char(writer, '\n');
    }
}
