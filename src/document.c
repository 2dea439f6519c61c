/*
 * document.c -- what the stages found becomes what the public functions show: spans in code points, strings that end in a NUL.
 *
 * Strings of tokens are copied, since views need not end in a NUL. Tags and feature strings come from a few hundred labels of the model, so their copies
 * are shared by way of a small cache keyed by address. Places that only lend a country ("the Kazakh police") are left out, and the events' indices follow.
 */
#include "document.h"

#include "base/hash.h"
#include "text/offsets.h"

#define CACHE_SIZE 256 /* copies of labels that are remembered */

typedef struct {
    const char *at; /* where the view began */
    size_t      len;
    const char *copy;
} label_copy;

typedef struct {
    dulati_document    *document;
    dul_arena          *arena;
    const dul_job      *job;
    const dul_findings *found;
    uint32_t           *place_of; /* [places->n] index among the published places, or DUL_NONE */
    bool                full;     /* memory ran out: everything from here on is NULL           */
    label_copy          cache[CACHE_SIZE];
} publisher;

static void *publish_alloc(publisher *p, size_t n, size_t size)
{
    void *pointer = n == 0 ? NULL : dul_arena_calloc(p->arena, n, size);
    p->full       = p->full || (n > 0 && pointer == NULL);
    return pointer;
}

static const char *publish_copy(publisher *p, dul_str text)
{
    const char *copy = text.len == 0 ? "" : dul_arena_copy(p->arena, text);
    if (copy == NULL) {
        p->full = true;
        return "";
    }
    return copy;
}

/* A copy of a label, shared with earlier tokens that had the same. The bytes are compared, for a stage may build a label in memory it uses again. */
static const char *publish_label(publisher *p, dul_str text)
{
    uintptr_t   key  = (uintptr_t)text.at;
    label_copy *slot = &p->cache[(key >> 3 ^ key >> 11 ^ text.len) % CACHE_SIZE];
    if (slot->copy == NULL || slot->at != text.at || slot->len != text.len || memcmp(slot->copy, text.at, text.len) != 0)
        *slot = (label_copy){text.at, text.len, publish_copy(p, text)};
    return slot->copy;
}

static const char *publish_or_null(const char *text)
{
    return text == NULL || text[0] == '\0' ? NULL : text;
}

static dulati_span publish_span(const publisher *p, dul_range range)
{
    const dulati_document *d = p->document;
    if (range.first >= range.end || range.end > d->n_tokens)
        return (dulati_span){0, 0};
    return (dulati_span){d->token[range.first].span.start, d->token[range.end - 1].span.end};
}

static const char *publish_text(publisher *p, dul_range range)
{
    const dul_text *text = p->found->text;
    if (range.first >= range.end || range.end > text->n_tokens)
        return "";
    return publish_copy(p, dul_str_slice(p->job->text, text->token[range.first].span.start, text->token[range.end - 1].span.end));
}

static const char *const *publish_codes(publisher *p, const dul_mention *mention)
{
    const char **codes = publish_alloc(p, mention->n_codes, sizeof *codes);
    for (uint32_t i = 0; codes != NULL && i < mention->n_codes; i++)
        codes[i] = publish_copy(p, dul_str_of(mention->code[i]));
    return codes;
}

/* ---- stage by stage -------------------------------------------------------------------------------------------------------------- */

static void publish_tokens(publisher *p)
{
    static const char *const kind[] = {"text", "title", "dateline", "caption", "byline"};
    dulati_document         *d      = p->document;
    const dul_text          *text   = p->found->text;
    const dul_tree          *tree   = p->found->tree;
    dul_offsets              offsets;
    d->n_tokens    = text->n_tokens;
    d->n_sentences = text->n_sentences;
    d->token       = publish_alloc(p, d->n_tokens, sizeof *d->token);
    d->sentence    = publish_alloc(p, d->n_sentences, sizeof *d->sentence);
    size_t size    = 0;
    for (uint32_t i = 0; i < text->n_tokens; i++)
        size += text->token[i].span.end - text->token[i].span.start + 1u;
    char *forms = publish_alloc(p, size, 1);
    if (p->full || !dul_offsets_init(&offsets, p->arena, p->job->text)) {
        p->full = true;
        return;
    }
    for (uint32_t i = 0; i < text->n_tokens; i++) {
        const dul_token *from = &text->token[i];
        dulati_token    *to   = &d->token[i];
        dul_str          form = dul_token_form(p->job, from);
        memcpy(forms, form.at, form.len);
        *to = (dulati_token){
            .span        = {dul_offsets_cp(&offsets, from->span.start), dul_offsets_cp(&offsets, from->span.end)},
            .sentence    = from->sentence,
            .form        = forms,
            .head        = DULATI_ROOT,
            .lemma       = "_",
            .upos        = "X",
            .xpos        = "_",
            .feats       = "_",
            .deprel      = "dep",
            .space_after = (from->flags & DUL_TOKEN_SPACE_AFTER) != 0,
            .clitic      = (from->flags & DUL_TOKEN_CLITIC) != 0,
        };
        forms += form.len;
        *forms++ = '\0';
        if (i < tree->n_tokens) {
            to->lemma       = publish_label(p, tree->lemma[i]);
            to->xpos        = publish_label(p, tree->xpos[i]);
            to->feats       = tree->feats[i].len == 0 ? "_" : publish_label(p, tree->feats[i]);
            to->upos        = dul_upos_text((dul_upos)tree->upos[i]);
            to->deprel      = dul_rel_text((dul_rel)tree->rel[i]);
            to->head        = tree->head[i];
            to->prob_upos   = (float)tree->sure[i].upos / 255.0f;
            to->prob_head   = (float)tree->sure[i].head / 255.0f;
            to->prob_deprel = (float)tree->sure[i].rel / 255.0f;
        }
    }
    for (uint32_t i = 0; i < text->n_sentences; i++) {
        const dul_sentence *from = &text->sentence[i];
        d->sentence[i]           = (dulati_sentence){publish_span(p, from->tokens), kind[from->kind], from->tokens.first, from->tokens.end};
    }
}

static void publish_mentions(publisher *p)
{
    dulati_document   *d       = p->document;
    const dul_phrases *phrases = p->found->phrases;
    d->mention                 = publish_alloc(p, phrases->n, sizeof *d->mention);
    for (uint32_t i = 0; d->mention != NULL && i < phrases->n; i++) {
        const dul_phrase *from      = &phrases->item[i];
        d->mention[d->n_mentions++] = (dulati_mention){
            .span        = publish_span(p, from->tokens),
            .first_token = from->tokens.first,
            .end_token   = from->tokens.end,
            .head        = from->head,
            .type        = dul_phrase_type_text((dul_phrase_type)from->type),
            .gum         = dul_mention_class_text((dul_mention_class)from->mention),
            .prob        = (float)from->sure / 255.0f,
        };
    }
}

static void publish_times(publisher *p)
{
    static const char *const bound[] = {NULL, "since", "until", "by", "before", "after", "from"};
    dulati_document         *d       = p->document;
    const dul_timexes       *times   = p->found->times;
    d->time                          = publish_alloc(p, times->n, sizeof *d->time);
    for (uint32_t i = 0; d->time != NULL && i < times->n; i++) {
        const dul_timex *from = &times->item[i];
        dulati_time     *to   = &d->time[d->n_times++];
        *to                   = (dulati_time){
                              .span         = publish_span(p, from->tokens),
                              .text         = publish_text(p, from->tokens),
                              .type         = dul_timex_type_text(from->type),
                              .value        = from->value == NULL ? "" : from->value,
                              .has_interval = from->first != DUL_DAY_NONE && from->last != DUL_DAY_NONE,
                              .bound        = bound[from->bound],
        };
        if (to->has_interval) {
            dul_date_format(dul_date_of(from->first), to->first);
            dul_date_format(dul_date_of(from->last), to->last);
        }
    }
}

static const dulati_place_candidate *publish_candidates(publisher *p, const dul_place *from)
{
    dulati_place_candidate *out = publish_alloc(p, from->n_others, sizeof *out);
    for (uint32_t i = 0; out != NULL && i < from->n_others; i++)
        out[i] = (dulati_place_candidate){
            .name      = publish_copy(p, from->others[i].name),
            .country   = publish_copy(p, from->others[i].country),
            .admin1    = publish_copy(p, from->others[i].admin1),
            .lat       = from->others[i].lat,
            .lon       = from->others[i].lon,
            .geonameid = from->others[i].geonameid,
            .prob      = from->others[i].prob,
        };
    return out;
}

static void publish_places(publisher *p)
{
    static const char *const precision[] = {"point", "town", "region", "country"};
    dulati_document         *d           = p->document;
    const dul_places        *places      = p->found->places;
    d->place                             = publish_alloc(p, places->n, sizeof *d->place);
    p->place_of                          = publish_alloc(p, places->n, sizeof *p->place_of);
    for (uint32_t i = 0; !p->full && i < places->n; i++) {
        const dul_place *from = &places->item[i];
        p->place_of[i]        = DUL_NONE;
        if (from->adjectival)
            continue;
        p->place_of[i]          = (uint32_t)d->n_places;
        d->place[d->n_places++] = (dulati_place){
            .span         = publish_span(p, from->tokens),
            .text         = publish_text(p, from->tokens),
            .name         = publish_copy(p, from->name),
            .lat          = from->lat,
            .lon          = from->lon,
            .country      = publish_copy(p, from->country),
            .feature      = publish_copy(p, from->feature),
            .geonameid    = from->geonameid,
            .admin1       = publish_copy(p, from->admin1),
            .confidence   = from->prob,
            .precision    = precision[from->precision],
            .radius_km    = from->radius_km,
            .candidates   = publish_candidates(p, from),
            .n_candidates = from->n_others,
        };
    }
}

static void publish_entities(publisher *p)
{
    dulati_document    *d        = p->document;
    const dul_mentions *mentions = p->found->mentions;
    d->entity                    = publish_alloc(p, mentions->n, sizeof *d->entity);
    for (uint32_t i = 0; !p->full && i < mentions->n; i++) {
        const dul_mention *from    = &mentions->item[i];
        const char        *text    = publish_text(p, from->tokens);
        d->entity[d->n_entities++] = (dulati_entity){
            .span    = publish_span(p, from->tokens),
            .text    = text,
            .name    = from->name.len == 0 ? text : publish_copy(p, from->name),
            .type    = dul_entity_type_text(from->type),
            .kind    = dul_kind_text(from->kind),
            .codes   = publish_codes(p, from),
            .n_codes = from->n_codes,
            .coref   = from->coref,
            .rule    = from->rule == NULL ? NULL : publish_label(p, dul_str_of(from->rule)),
        };
    }
}

static void publish_attributions(publisher *p)
{
    dulati_document        *d    = p->document;
    const dul_attributions *from = p->found->attributions;
    d->attribution               = publish_alloc(p, from->n, sizeof *d->attribution);
    for (uint32_t i = 0; !p->full && i < from->n; i++) {
        const dul_attribution *item  = &from->item[i];
        dulati_span           *parts = publish_alloc(p, item->n_parts, sizeof *parts);
        for (uint32_t k = 0; parts != NULL && k < item->n_parts; k++)
            parts[k] = publish_span(p, item->part[k]);
        d->attribution[d->n_attributions++] = (dulati_attribution){
            .has_source = item->source.first < item->source.end,
            .source     = publish_span(p, item->source),
            .cue        = publish_span(p, item->cue),
            .content    = publish_span(p, item->content),
            .parts      = parts,
            .n_parts    = item->n_parts,
        };
    }
}

static const dulati_party *publish_parties(publisher *p, const dul_party *from, uint32_t n)
{
    const dul_mentions *mentions = p->found->mentions;
    dulati_party       *out      = publish_alloc(p, n, sizeof *out);
    for (uint32_t i = 0; !p->full && i < n; i++) {
        const char *text = publish_text(p, from[i].tokens);
        out[i] =
            (dulati_party){.span = publish_span(p, from[i].tokens), .text = text, .name = text, .kind = "object", .entity = -1, .inferred = from[i].inferred};
        if (mentions == NULL || from[i].mention >= p->document->n_entities)
            continue;
        const dulati_entity *entity = &p->document->entity[from[i].mention];
        out[i].name                 = entity->name;
        out[i].kind                 = entity->kind;
        out[i].codes                = entity->codes;
        out[i].n_codes              = entity->n_codes;
        out[i].entity               = (int32_t)from[i].mention;
    }
    return out;
}

/* The same report coded by the same rules gives the same ids, on any machine. Two events of one trigger, type and rule are told apart by their number. */
static const char *publish_event_id(publisher *p, const dulati_event *event, uint32_t twin)
{
    uint32_t    numbers[3] = {event->span.start, event->span.end, twin};
    const char *id         = p->document->id == NULL ? "" : p->document->id;
    uint64_t    hash       = dul_hash_more(DUL_FNV_BASIS, id, strlen(id) + 1);
    for (size_t i = 0; i < 3; i++)
        for (unsigned shift = 0; shift < 32; shift += 8) /* byte by byte: the same on machines of either endianness */
            hash = dul_hash_more(hash, &(unsigned char){(unsigned char)(numbers[i] >> shift)}, 1);
    hash          = dul_hash_more(hash, event->type, strlen(event->type) + 1);
    hash          = dul_hash_more(hash, event->rule, strlen(event->rule));
    char text[20] = "ev_";
    for (int i = 0; i < 16; i++)
        text[3 + i] = "0123456789abcdef"[hash >> (60 - 4 * i) & 15];
    return publish_copy(p, (dul_str){text, 19});
}

static void publish_event(publisher *p, const dul_event *from, dulati_event *to)
{
    static const char *const how[] = {NULL, "clause", "sentence", "story", "publication"};
    const dulati_document   *d     = p->document;
    *to                            = (dulati_event){
                                   .sentence     = from->sentence,
                                   .span         = publish_span(p, from->trigger),
                                   .trigger      = publish_text(p, from->trigger),
                                   .type         = from->type == NULL ? "" : from->type,
                                   .mode         = publish_or_null(from->mode),
                                   .contexts     = from->contexts,
                                   .n_contexts   = from->contexts == NULL ? 0 : from->n_contexts,
                                   .cameo        = publish_or_null(from->cameo),
                                   .quad         = from->quad == NULL ? "" : from->quad,
                                   .score        = from->score,
                                   .status       = dul_status_text(from->status),
                                   .actors       = publish_parties(p, from->actors, from->n_actors),
                                   .n_actors     = from->n_actors,
                                   .recipients   = publish_parties(p, from->recipients, from->n_recipients),
                                   .n_recipients = from->n_recipients,
                                   .has_date     = from->first != DUL_DAY_NONE,
                                   .attribution  = from->attribution >= 0 && (size_t)from->attribution < d->n_attributions ? from->attribution : -1,
                                   .lethal       = from->lethal,
                                   .omission     = from->omission,
                                   .acled        = publish_or_null(from->acled),
                                   .cluster      = from->cluster,
                                   .rule         = from->rule == NULL ? "" : from->rule,
    };
    if (to->has_date) {
        dul_date_format(dul_date_of(from->first), to->date_start);
        dul_date_format(dul_date_of(from->last == DUL_DAY_NONE ? from->first : from->last), to->date_end);
        to->date_how = how[from->date_how];
    }
    uint32_t *places = publish_alloc(p, from->n_places, sizeof *places);
    for (uint32_t i = 0; places != NULL && i < from->n_places; i++)
        if (p->place_of != NULL && from->places[i] < p->found->places->n && p->place_of[from->places[i]] != DUL_NONE)
            places[to->n_places++] = p->place_of[from->places[i]];
    to->places    = places;
    to->place_how = to->n_places > 0 ? how[from->place_how] : NULL;

    dulati_quantity *quantities = publish_alloc(p, from->n_quantities, sizeof *quantities);
    for (uint32_t i = 0; quantities != NULL && i < from->n_quantities; i++) {
        const dul_quantity *quantity   = &from->quantities[i];
        quantities[to->n_quantities++] = (dulati_quantity){quantity->kind, quantity->min, quantity->max, publish_text(p, quantity->tokens)};
    }
    to->quantities                 = quantities;
    dulati_instrument *instruments = publish_alloc(p, from->n_instruments, sizeof *instruments);
    for (uint32_t i = 0; instruments != NULL && i < from->n_instruments; i++)
        instruments[to->n_instruments++] = (dulati_instrument){publish_span(p, from->instruments[i]), publish_text(p, from->instruments[i])};
    to->instruments = instruments;
}

static void publish_events(publisher *p, const dul_events *events)
{
    dulati_document *d = p->document;
    d->event           = publish_alloc(p, events->n, sizeof *d->event);
    for (uint32_t i = 0; !p->full && i < events->n; i++) {
        dulati_event *event = &d->event[i];
        uint32_t      twin  = 0;
        publish_event(p, &events->item[i], event);
        for (uint32_t k = i; k-- > 0 && d->event[k].span.start == event->span.start;)
            twin += d->event[k].span.end == event->span.end && strcmp(d->event[k].type, event->type) == 0 && strcmp(d->event[k].rule, event->rule) == 0;
        event->id = publish_event_id(p, event, twin);
        d->n_events++;
    }
}

dulati_result dul_document_publish(dulati_document *document, const dul_job *job, const dul_findings *found, const dul_events *events)
{
    publisher p = {.document = document, .arena = &document->arena, .job = job, .found = found};
    publish_tokens(&p);
    if (!p.full && found->phrases != NULL)
        publish_mentions(&p);
    if (!p.full && found->times != NULL)
        publish_times(&p);
    if (!p.full && found->places != NULL)
        publish_places(&p);
    if (!p.full && found->mentions != NULL)
        publish_entities(&p);
    if (!p.full && found->attributions != NULL)
        publish_attributions(&p);
    if (!p.full && events != NULL) {
        publish_events(&p, events);
        document->acled = publish_or_null(events->acled);
    }
    return p.full ? dul_fail_memory(job->err) : DULATI_OK;
}

/* ---- the public side ------------------------------------------------------------------------------------------------------------- */

void dulati_document_free(dulati_document *document)
{
    if (document == NULL)
        return;
    const dulati_allocator *allocator = document->arena.allocator;
    dul_arena_free(&document->arena);
    dul_free(allocator, document);
}

const char *dulati_document_id(const dulati_document *document)
{
    return document->id;
}

const char *dulati_document_date(const dulati_document *document)
{
    return document->date;
}

const char *dulati_document_acled(const dulati_document *document)
{
    return document->acled;
}

#define ACCESSORS(name)                                                                        \
    size_t dulati_document_n_##name##s(const dulati_document *document)                        \
    {                                                                                          \
        return document->n_##name##s;                                                          \
    }                                                                                          \
    const dulati_##name *dulati_document_##name(const dulati_document *document, size_t index) \
    {                                                                                          \
        return index < document->n_##name##s ? &document->name[index] : NULL;                  \
    }

ACCESSORS(sentence)
ACCESSORS(token)
ACCESSORS(time)
ACCESSORS(place)
ACCESSORS(attribution)
ACCESSORS(event)
ACCESSORS(mention)

size_t dulati_document_n_entities(const dulati_document *document)
{
    return document->n_entities;
}

const dulati_entity *dulati_document_entity(const dulati_document *document, size_t index)
{
    return index < document->n_entities ? &document->entity[index] : NULL;
}
