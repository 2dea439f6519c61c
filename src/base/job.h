/*
 * job.h -- one report on its way through the stages: what every stage is given beside its knowledge and the earlier results.
 */
#ifndef DUL_JOB_H
#define DUL_JOB_H

#include "base/memory.h"

typedef int32_t dul_day; /* days since 1970-01-01, proleptic Gregorian */

#define DUL_DAY_NONE INT32_MIN

typedef struct {
    dul_arena                 *arena;   /* the document's: results live here                                          */
    dul_arena                 *scratch; /* the work's: reset before each report                                       */
    dul_str                    text;    /* the report, as published                                                   */
    dul_str                    title, source, url;
    const struct dul_boundary *boundary;  /* of the model, for sentence ends; NULL: by rules alone                */
    dul_day                    published; /* or DUL_DAY_NONE                                                            */
    dulati_trace               trace;     /* NULL: nobody asked                                                         */
    void                      *trace_context;
    dulati_error              *err; /* may be NULL                                                                */
} dul_job;

/* Is somebody reading the trace? Ask before building an expensive line. */
static inline bool dul_job_traces(const dul_job *job)
{
    return job->trace != NULL;
}

/* One line to the trace; costs nothing when nobody reads it. Lines are cut at 4,000 bytes. */
void dul_job_trace(const dul_job *job, const char *stage, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
