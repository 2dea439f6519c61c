/* stub: its owner replaces this file */
#include "syntax/parser.h"
struct dul_parser {int stub;};struct dul_parser_work {int stub;};
dulati_result dul_parser_open(dul_str bytes, const char *path, const dulati_allocator *allocator, dul_parser **out, dulati_error *err){(void)bytes;(void)path;(void)allocator;(void)err;*out=NULL;return DULATI_OK;}
void dul_parser_close(dul_parser *parser){(void)parser;}
const char *dul_parser_about(const dul_parser *parser, const char *key){(void)parser;(void)key;return "";}
dulati_result dul_parser_work_new(const dul_parser *parser, dul_parser_work **out, dulati_error *err){(void)parser;(void)err;*out=NULL;return DULATI_OK;}
void dul_parser_work_free(dul_parser_work *work){(void)work;}
dulati_result dul_parser_run(const dul_parser *parser, dul_parser_work *work, const dul_job *job, const dul_text *text, dul_tree *out){(void)parser;(void)work;DUL_TRY(dul_tree_new(job,text->n_tokens,out));dul_tree_link(out);return DULATI_OK;}
