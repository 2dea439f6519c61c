/* stub: its owner replaces this file */
#include "document.h"
dulati_result dul_document_publish(dulati_document *document, const dul_job *job, const dul_findings *found, const dul_events *events)
{
    (void)document;
    (void)job;
    (void)found;
    (void)events;
    return DULATI_OK;
}
void dulati_document_free(dulati_document *document)
{
    if (document == NULL)
        return;
    const dulati_allocator a = *document->arena.allocator;
    dul_arena_free(&document->arena);
    dul_free(&a, document);
}
