#!/bin/sh
# Uploads output/ to an S3 bucket with the AWS command line: `./deploy.sh BUCKET [CLOUDFRONT-DISTRIBUTION]`.
#
# The bucket serves output/ as a website whose index is index.html and whose error page is 404.html. It sends no security
# headers: for those put CloudFront before it, with the policy in cloudfront-headers.json:
#   aws cloudfront create-response-headers-policy --response-headers-policy-config file://cloudfront-headers.json
set -eu

bucket=${1:?name the bucket}
distribution=${2:-}
site=output

# Assets first, so that no page names one that is not there yet. Their addresses change with them: browsers keep them.
aws s3 sync "$site/assets" "s3://$bucket/assets" --cache-control "public, max-age=31536000, immutable"

# S3 goes by a file's ending, which says too little of feeds.
upload() {
    aws s3 cp "$site" "s3://$bucket" --recursive --exclude "*" --include "$1" \
        --content-type "$2" --cache-control "no-cache"
}
upload "feed.xml" "application/rss+xml; charset=utf-8"
upload "*/feed.xml" "application/rss+xml; charset=utf-8"
upload "*atom.xml" "application/atom+xml; charset=utf-8"
upload "*feed.json" "application/feed+json; charset=utf-8"
upload "*.opml" "text/x-opml; charset=utf-8"
upload "*.html" "text/html; charset=utf-8"
upload "*.md" "text/markdown; charset=utf-8"
upload "site.webmanifest" "application/manifest+json"

aws s3 sync "$site" "s3://$bucket" --cache-control "no-cache" \
    --exclude "assets/*" --exclude ".site-builder*" --exclude ".gitignore" --exclude "*.html" --exclude "*.opml" \
    --exclude "*feed.xml" --exclude "*atom.xml" --exclude "*feed.json" --exclude "*.md" --exclude "site.webmanifest"

# What is no longer part of the site goes last.
aws s3 sync "$site" "s3://$bucket" --delete --size-only --exclude ".site-builder*" --exclude ".gitignore"

if [ -n "$distribution" ]; then
    aws cloudfront create-invalidation --distribution-id "$distribution" --paths "/*"
fi
