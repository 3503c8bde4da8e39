-- Everything that is read for claims, whichever source it came from. A view in staging: the texts stay there.
{{ config(materialized='view', schema='staging') }}

{% for model in ['stg_articles__documents', 'stg_federal_register__documents'] %}
    select
        article_key,
        document_id,
        _retrieval_id,
        address,
        title,
        publisher,
        author,
        language,
        published_on,
        published_on_source,
        doc_format,
        n_characters,
        text_status,
        document_text,
        _source,
        _page_url,
        _page_sha256,
        _retrieved_at
    from {{ ref(model) }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
