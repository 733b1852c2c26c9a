#!/usr/bin/env bash
# In số của bài góp đang mở có đúng commit ấy, không in gì khi không còn (đã đóng, hoặc đã gửi bản mới hơn).
# Cách gọi: GH_TOKEN=… GH_REPO=chủ/kho bai-gop.sh CHỦ_NHÁNH TÊN_NHÁNH COMMIT
set -euo pipefail
owner=$1 branch=$2 commit=$3
[[ "$commit" =~ ^[0-9a-f]{40}$ ]] || { echo "«$commit» không phải mã commit." >&2; exit 2; }
gh api --method GET "repos/$GH_REPO/pulls" -f state=open -f "head=$owner:$branch" \
  --jq "[.[] | select(.head.sha == \"$commit\") | .number][0] // empty"
