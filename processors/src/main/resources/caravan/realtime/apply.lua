-- KEYS[1] generation, KEYS[2] fences of that generation; ARGV[1] generation, then changes, each with its kind, how many
-- arguments follow, and those. The first is "fences": for each partition its number, the offset that its fence must show
-- (-1: none) and the one that it shows then. All others begin with a key and when it ends (epoch milliseconds).
-- Answers 1, or 0 and changes nothing when somebody else was quicker or Redis was emptied.
local call, argv = redis.call, ARGV
local FENCES, AFTER_FENCES = 4, 4 + tonumber(argv[3])
if call('GET', KEYS[1]) ~= argv[1] then
  return 0
end
for i = FENCES, AFTER_FENCES - 1, 3 do
  if (call('HGET', KEYS[2], argv[i]) or '-1') ~= argv[i + 1] then
    return 0
  end
end

-- What Redis takes in one call is limited by the stack of Lua.
local function inParts(command, key, first, last)
  for i = first, last, 4000 do
    call(command, key, unpack(argv, i, math.min(i + 3999, last)))
  end
end

-- The key under which metrics.lua keeps the minutes of the window added up, if it has this minute in there.
local spans = {}
local function total(window, key, minute)
  local span = spans[window] or call('HMGET', window, 'oldest', 'newest')
  spans[window] = span
  return span[1] and minute >= tonumber(span[1]) and minute <= tonumber(span[2]) and key
end

-- Answers whether there was a new field, as in a key that has just been made.
local function increase(key, first, last)
  local new = false
  for i = first, last, 2 do
    new = call('HINCRBY', key, argv[i], argv[i + 1]) == tonumber(argv[i + 1]) or new
  end
  return new
end

-- Redis has the entry before all others, which is right unless one of those is as new or newer.
local function putInOrder(key, entry)
  call('LREM', key, 0, entry)
  for _, other in ipairs(call('LRANGE', key, 0, -1)) do
    if string.sub(other, 9, 21) <= string.sub(entry, 9, 21) then
      return call('LINSERT', key, 'BEFORE', other, entry)
    end
  end
  return call('RPUSH', key, entry)
end

local apply = {}

-- key, end, key of the window, key of the window's sums, minute, then fields and what is added
function apply.sums(first, last)
  local key, window = argv[first], argv[first + 2]
  if increase(key, first + 5, last) then
    call('PEXPIREAT', key, argv[first + 1])
  end
  local sums = total(window, argv[first + 3], tonumber(argv[first + 4]))
  if sums and increase(sums, first + 5, last) then
    -- Made by this, when nothing had happened before: it lives as long as its window.
    call('PEXPIRE', sums, call('PTTL', window))
  end
end

-- key, end, key of the window, key of all that the window has seen, minute, then members
function apply.distinct(first, last)
  local key = argv[first]
  inParts('PFADD', key, first + 5, last)
  call('PEXPIREAT', key, argv[first + 1])
  local all = total(argv[first + 2], argv[first + 3], tonumber(argv[first + 4]))
  if all then
    inParts('PFADD', all, first + 5, last)
  end
end

-- key, end, then items and what is added to their score
function apply.items(first, last)
  local key = argv[first]
  for i = first + 2, last, 2 do
    call('ZINCRBY', key, argv[i + 1], argv[i])
  end
  call('PEXPIREAT', key, argv[first + 1])
end

-- key, end, then members
function apply.members(first, last)
  inParts('SADD', argv[first], first + 2, last)
  call('PEXPIREAT', argv[first], argv[first + 1])
end

-- key, end, then members and their scores, of which the highest stays
function apply.latest(first, last)
  for i = first + 2, last, 2 do
    call('ZADD', argv[first], 'GT', argv[i + 1], argv[i])
  end
  call('PEXPIREAT', argv[first], argv[first + 1])
end

-- key, end, milliseconds by which the end may be early, most entries, then entries, oldest first. An entry begins with
-- {"time":<13 digits>, so that texts are in the order of time. The list has the newest first, each once.
function apply.recent(first, last)
  local key, slack, most = argv[first], tonumber(argv[first + 2]), tonumber(argv[first + 3])
  local prolong = false
  for i = first + 4, last do
    local entry = argv[i]
    local length = redis.pcall('LPUSH', key, entry)
    if type(length) == 'table' then
      -- Somebody else's key of another type: a script that fails halfway would count twice.
      call('DEL', key)
      length = call('LPUSH', key, entry)
    end
    if length == 1 then
      prolong = true
    else
      local before, time = string.sub(call('LINDEX', key, 1), 9, 21), string.sub(entry, 9, 21)
      prolong = prolong or math.floor(tonumber(before) / slack) ~= math.floor(tonumber(time) / slack)
      if before >= time then
        length = putInOrder(key, entry)
      end
    end
    if length > most then
      call('LTRIM', key, 0, most - 1)
    end
  end
  if prolong then
    call('PEXPIREAT', key, argv[first + 1])
  end
end

local at = AFTER_FENCES
while at <= #argv do
  local next = at + 2 + tonumber(argv[at + 1])
  apply[argv[at]](at + 2, next - 1)
  at = next
end
for i = FENCES, AFTER_FENCES - 1, 3 do
  call('HSET', KEYS[2], argv[i], argv[i + 2])
end
return 1
