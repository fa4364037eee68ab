#!/bin/sh
# The build command of Cloudflare Pages, which says with CF_PAGES_BRANCH and CF_PAGES_URL what it builds. It keeps no
# folder of ours between builds, so each one starts afresh.
set -eu

# The branch that is the site itself; all others are previews.
production=${PRODUCTION_BRANCH:-main}

python -m pip install 'site-builder==__VERSION__'
if [ "${CF_PAGES_BRANCH:-$production}" = "$production" ]; then
    # At the address of content/site.yml.
    python -m site_builder build --strict
else
    # Previews show drafts, and search engines are asked to leave them out.
    python -m site_builder build --drafts --noindex --base-url "$CF_PAGES_URL"
fi
