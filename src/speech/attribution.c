/* stub: its owner replaces this file */
#include "speech/attribution.h"
dulati_result dul_cues_open(const dul_pack *pack, const dulati_allocator *allocator, dul_cues **out, dulati_error *err){(void)pack;(void)allocator;(void)err;*out=NULL;return DULATI_OK;}
void dul_cues_close(dul_cues *cues){(void)cues;}
dulati_result dul_attribution_find(const dul_cues *cues, const dul_job *job, const dul_text *text, const dul_tree *tree, const dul_mentions *mentions, dul_attributions *out){(void)cues;(void)tree;(void)mentions;*out=(dul_attributions){0};out->of_token=dul_arena_alloc(job->arena,(text->n_tokens+1)*sizeof(int32_t));if(out->of_token==NULL)return dul_fail_memory(job->err);for(uint32_t i=0;i<text->n_tokens;i++)out->of_token[i]=-1;return DULATI_OK;}
