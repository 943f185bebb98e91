namespace HomeLab.Cloudflare;

public sealed partial class CloudflareClient
{
    const int ItemsPerPage = 500;

    /// <summary>Every list of the account, of whatever kind. The token needs Account Filter Lists:Read of it.</summary>
    public async Task<IReadOnlyList<CloudflareList>> ListListsAsync(string accountId, CancellationToken cancellationToken) =>
        (await ReadAsync<List<CloudflareList>>($"accounts/{accountId}/rules/lists", $"list the lists of account {accountId}", cancellationToken)).Result!;

    /// <summary>Every item of a list, or an exception.</summary>
    public async Task<IReadOnlyList<CloudflareListItem>> ListItemsAsync(string accountId, string listId, CancellationToken cancellationToken)
    {
        var items = new Dictionary<string, CloudflareListItem>();
        for (string? after = null; ;)
        {
            var cursor = after is null ? "" : $"&cursor={Uri.EscapeDataString(after)}";
            var page = await ReadAsync<List<CloudflareListItem>>(
                $"accounts/{accountId}/rules/lists/{listId}/items?per_page={ItemsPerPage}{cursor}", $"list the items of list {listId}", cancellationToken);
            page.Result!.ForEach(it => items[it.Id] = it);
            var next = page.ResultInfo?.Cursors?.After;
            if (string.IsNullOrEmpty(next))
            {
                return [.. items.Values];
            }
            after = next == after ? throw new CloudflareException(CloudflareFailure.Unreadable, $"Failed to list the items of list {listId}: the pages never end.") : next;
        }
    }

    /// <summary>Begins to add items; one that is there already is replaced with its comment. An account has one such operation at a time.</summary>
    /// <returns>The operation's id.</returns>
    public async Task<string> AddItemsAsync(string accountId, string listId, IReadOnlyList<ListItemWrite> items, CancellationToken cancellationToken) =>
        (await WriteAsync<ListOperationReference>(
            HttpMethod.Post, $"accounts/{accountId}/rules/lists/{listId}/items", items, $"add items to list {listId}", cancellationToken)).OperationId;

    /// <summary>Begins to take items off a list.</summary>
    /// <returns>The operation's id.</returns>
    public async Task<string> RemoveItemsAsync(string accountId, string listId, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        (await WriteAsync<ListOperationReference>(
            HttpMethod.Delete, $"accounts/{accountId}/rules/lists/{listId}/items", new { items = ids.Select(id => new { id }) }, $"remove items of list {listId}",
            cancellationToken)).OperationId;

    public async Task<ListOperation> GetListOperationAsync(string accountId, string operationId, CancellationToken cancellationToken) =>
        (await ReadAsync<ListOperation>(
            $"accounts/{accountId}/rules/lists/bulk_operations/{operationId}", $"ask for list operation {operationId}", cancellationToken)).Result!;
}
