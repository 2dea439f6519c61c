/* stub: its owner replaces this file */
#include "names/mention.h"
dulati_result dul_mention_find(const dul_actors *actors, const dul_countries *countries, const dul_job *job, const dul_text *text, const dul_tree *tree, const dul_places *places, dul_mentions *out){(void)actors;(void)countries;(void)tree;(void)places;*out=(dul_mentions){0};out->of_head=dul_arena_alloc(job->arena,(text->n_tokens+1)*sizeof(uint32_t));if(out->of_head==NULL)return dul_fail_memory(job->err);for(uint32_t i=0;i<text->n_tokens;i++)out->of_head[i]=DUL_NONE;return DULATI_OK;}
const char *dul_entity_type_text(dul_entity_type type){static const char*const t[]={"PER","ORG","GPE","LOC","NORP","ROLE","MISC"};return t[type];}
const char *dul_kind_text(dul_kind kind){static const char*const t[]={"person","group","organisation","place","object"};return t[kind];}
