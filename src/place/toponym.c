/* stub: its owner replaces this file */
#include "place/toponym.h"
dulati_result dul_toponym_find(const dul_gazetteer *gazetteer, const dul_countries *countries, const dul_job *job, const dul_text *text, const dul_tree *tree, dul_places *out){(void)gazetteer;(void)countries;(void)tree;*out=(dul_places){0};out->of_token=dul_arena_alloc(job->arena,(text->n_tokens+1)*sizeof(uint32_t));if(out->of_token==NULL)return dul_fail_memory(job->err);for(uint32_t i=0;i<text->n_tokens;i++)out->of_token[i]=DUL_NONE;return DULATI_OK;}
