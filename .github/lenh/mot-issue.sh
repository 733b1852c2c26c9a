#!/usr/bin/env bash
# Một báo cáo, một issue: có issue đang mở mang nhãn ấy thì ghi đè nội dung, chưa có thì mở.
# Cách gọi: GH_TOKEN=… GH_REPO=chủ/kho mot-issue.sh NHÃN "TIÊU ĐỀ" TỆP.md
set -euo pipefail
label=$1 title=$2 file=$3
number=$(gh issue list --label "$label" --state open --limit 1 --json number --jq '.[0].number // empty')
if [ -n "$number" ]; then
  gh issue edit "$number" --title "$title" --body-file "$file"
else
  gh label create "$label" --force >/dev/null
  gh issue create --title "$title" --label "$label" --body-file "$file"
fi
