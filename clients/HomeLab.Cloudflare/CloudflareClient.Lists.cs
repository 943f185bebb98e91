namespace HomeLab.Cloudflare;

public sealed partial class CloudflareClient
{
    /// <summary>All of a list, or an exception: one that shifted while it was read is read again, never returned.</summary>
    async Task<IReadOnlyList<T>> ListAsync<T>(string path, int perPage, Func<T, string> idOf, string purpose, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await TryListAsync(path, perPage, idOf, purpose, cancellationToken) is { } items)
            {
                return items;
            }
            if (attempt == ReadAttempts)
            {
                throw new CloudflareException(
                    CloudflareFailure.Unreadable, $"Failed to {purpose}: the list kept changing while it was read.");
            }
        }
    }

    // There is no snapshot over pages: what moves between two of them is missed or seen twice.
    async Task<IReadOnlyList<T>?> TryListAsync<T>(string path, int perPage, Func<T, string> idOf, string purpose, CancellationToken cancellationToken)
    {
        var items = new Dictionary<string, T>();
        var seen = 0;
        for (var page = 1; ; page++)
        {
            var answer = await ReadAsync<List<T>>(
                $"{path}{(path.EndsWith('?') ? "" : "&")}page={page}&per_page={perPage}", purpose, cancellationToken);
            answer.Result!.ForEach(item => items[idOf(item)] = item);
            seen += answer.Result.Count;
            if (answer.Result.Count == 0 || page >= (answer.ResultInfo?.TotalPages ?? int.MaxValue))
            {
                var isWhole = items.Count == seen && (answer.ResultInfo?.TotalCount ?? seen) == seen;
                return isWhole ? [.. items.Values] : null;
            }
        }
    }
}
