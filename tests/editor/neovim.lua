-- Neovim, without a person: opens $PLAN with $PROGRAM as its language server, and says what it shows and does.
-- For Neovim 0.7 and later. Positions are printed as Neovim has them: lines and octets from 0.

local function fail(text)
  io.stderr:write(text .. "\n")
  vim.cmd("cquit 1")
end

local function wait(what, test)
  if not vim.wait(60000, test, 20) then
    fail("no " .. what)
  end
end

local function say(...)
  io.stdout:write(table.concat({ ... }, " ") .. "\n")
end

vim.cmd("edit " .. vim.fn.fnameescape(vim.env.PLAN))
local id = vim.lsp.start_client({
  name = "ssetrack",
  cmd = { vim.env.PROGRAM, "lsp", "--today", "2004-10-01" },
  root_dir = vim.fn.fnamemodify(vim.env.PLAN, ":h:h"),
})
vim.lsp.buf_attach_client(0, id)
local client

local function ask(method, params)
  local answer = client.request_sync(method, params, 60000, 0)
  if answer == nil or answer.err then
    fail(method .. ": " .. vim.inspect(answer))
  end
  return answer.result
end

local function show_diagnostics()
  for _, one in ipairs(vim.diagnostic.get(0)) do
    say("diagnostic", one.lnum .. ":" .. one.col .. "-" .. one.end_col, one.code)
  end
end

wait("diagnostics", function()
  return #vim.diagnostic.get(0) > 0
end)
client = vim.lsp.get_client_by_id(id)
show_diagnostics()

-- The date that the help of the last problem offers.
local last = vim.diagnostic.get(0)[#vim.diagnostic.get(0)]
vim.api.nvim_win_set_cursor(0, { last.lnum + 1, last.col })
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = {} }
for _, action in ipairs(ask("textDocument/codeAction", params)) do
  say("action", action.title)
end
local fix = ask("textDocument/codeAction", params)[1]
vim.lsp.util.apply_workspace_edit(fix.edit, client.offset_encoding)
wait("diagnostics without the first", function()
  local all = vim.diagnostic.get(0)
  return #all > 0 and all[#all].code ~= last.code
end)
say("fixed", vim.api.nvim_get_current_line())

-- Typed on: what the server has is what the editor has.
vim.api.nvim_buf_set_text(0, last.lnum, 0, last.lnum, 0, { "  # \u{1F33B}", "" })
wait("diagnostics one line below", function()
  return vim.diagnostic.get(0)[1].lnum == last.lnum + 1
end)
show_diagnostics()

-- Whoever is named and not declared, renamed to somebody who is.
vim.api.nvim_win_set_cursor(0, { 4, 3 })
local hover = ask("textDocument/hover", vim.lsp.util.make_position_params())
say("hover", vim.split(hover.contents.value, "\n")[1])
local rename = vim.lsp.util.make_position_params()
rename.newName = "anna"
vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", rename), client.offset_encoding)
say("renamed", vim.api.nvim_buf_get_lines(0, 3, 4, false)[1], vim.api.nvim_get_current_line())
for _, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
  say("|", line)
end

client.stop()
wait("end of the server", function()
  return client.is_stopped()
end)
vim.cmd("qall!")
