/* write.c -- a document leaves in the format asked for. */
#include "out/formats.h"

dulati_result dulati_document_write(const dulati_document *document, dulati_write_format format, dulati_sink sink, void *context)
{
    dul_writer writer;
    dul_writer_open(&writer, document->arena.allocator, sink, context);
    switch (format) {
    case DULATI_WRITE_ANNOTATIONS: dul_annotations_write(&writer, document, false); break;
    case DULATI_WRITE_ANNOTATIONS_TOKENS: dul_annotations_write(&writer, document, true); break;
    case DULATI_WRITE_EVENTS_JSONL: dul_events_write_json(&writer, document); break;
    case DULATI_WRITE_EVENTS_CSV: dul_events_write_csv(&writer, document); break;
    case DULATI_WRITE_CONLLU: dul_conllu_write(&writer, document); break;
    case DULATI_WRITE_PLACES_JSONL: dul_places_write_json(&writer, document); break;
    case DULATI_WRITE_PLACES_CSV: dul_places_write_csv(&writer, document); break;
    case DULATI_WRITE_TIMES_JSONL: dul_times_write_json(&writer, document); break;
    case DULATI_WRITE_TIMES_CSV: dul_times_write_csv(&writer, document); break;
    default: writer.result = DULATI_E_ARGUMENT; break;
    }
    return dul_writer_close(&writer);
}
