#!/usr/bin/env bash
# Sends letters from a pipeline, so that nobody gets one twice: `bash send-letters.sh main`, in a checkout.
# letters.github.yml and letters.gitlab.yml run it.
#
# What was sent is in .ssetrack/letters.json, and a pipeline forgets its files. They are not kept in a cache: caches are
# deleted after some days, and then everybody would get a first letter again. The file is committed to the branch of
# the plans, where `ssetrack letters --send` on somebody's own computer finds it, too. First .ssetrack/sending is pushed:
# where that is refused (a protected branch, an old checkout that is run again), nothing could be saved later, so
# nothing is sent. If the machine dies before the end, that file is still there, and the next run stops and says so.
set -euo pipefail
branch=${1:?say which branch has the plans, for example: send-letters.sh main}
mark=.ssetrack/sending

commit() {
  git add --all --force -- .ssetrack
  git -c user.name=ssetrack -c user.email=ssetrack@localhost commit --quiet --message "$1 [skip ci]"
}

git fetch --quiet origin "$branch"
git checkout --quiet --force -B "$branch" FETCH_HEAD
if [[ -e $mark ]]; then
  echo "An earlier run did not end: $(cat "$mark")" >&2
  echo "Nothing was sent. Look at its log, then delete $mark from $branch; letters of that run may go out again." >&2
  exit 1
fi
# Nothing new for anybody: no commit. What is wrong, the run below says.
if drafts=$(ssetrack letters --stdout 2>/dev/null) && [[ -z $drafts ]]; then
  echo 'There is nothing new to say, so there are no letters.'
  exit 0
fi

mkdir -p .ssetrack
echo "${RUN:-$(date --utc)}" >"$mark"
commit 'Begin to send letters'
if ! git push --quiet origin "HEAD:refs/heads/$branch"; then
  echo "Nothing was sent: $branch cannot be pushed to, so what was sent could not be saved." >&2
  exit 1
fi

save() {
  code=$?
  rm -f "$mark"
  commit 'Save which letters were sent'
  for _ in 1 2 3 4 5; do  # others may push a plan meanwhile
    if git push --quiet origin "HEAD:refs/heads/$branch"; then exit "$code"; fi
    git fetch --quiet origin "$branch"
    git -c user.name=ssetrack -c user.email=ssetrack@localhost rebase --quiet FETCH_HEAD
  done
  echo "Which letters were sent could not be saved; $mark stops the next run." >&2
  exit 1
}
trap save EXIT  # also if the run is cancelled
ssetrack letters --send
