/* job.c -- the trace that `dulati explain` prints. */
#include "base/job.h"

#include <stdarg.h>
#include <stdio.h>

#define TRACE_LINE_MAX 4000

void dul_job_trace(const dul_job *job, const char *stage, const char *format, ...)
{
    if (job->trace == NULL)
        return;
    char    line[TRACE_LINE_MAX];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (len >= 0)
        job->trace(job->trace_context, stage, line);
}
