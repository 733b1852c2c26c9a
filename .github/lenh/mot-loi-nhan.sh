#!/usr/bin/env bash
# Một bài góp, một lời nhắn: lời cũ của máy (bắt đầu bằng dấu «<!-- camnang») được ghi đè, không nhắn thêm.
# Cách gọi: GH_TOKEN=… GH_REPO=chủ/kho mot-loi-nhan.sh SỐ TỆP.md
set -euo pipefail
number=$1 file=$2
[[ "$number" =~ ^[0-9]+$ ]] || { echo "«$number» không phải số của bài góp." >&2; exit 2; }
mine='.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- camnang"))) | .id'
old=$(gh api "repos/$GH_REPO/issues/$number/comments" --paginate --jq "$mine" | sed -n 1p)
if [ -n "$old" ]; then
  gh api --method PATCH "repos/$GH_REPO/issues/comments/$old" -F "body=@$file" --silent
else
  gh api --method POST "repos/$GH_REPO/issues/$number/comments" -F "body=@$file" --silent
fi
