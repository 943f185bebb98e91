using HomeLab.Cloudflare;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers.Cloudflare;

/// <summary>
/// Carries groups of writes out, as many as possible in one call. A batch is refused whole, with the first error and without saying
/// whose it was; then each group goes alone, so that one bad record stops no other.
/// </summary>
/// <param name="client">Begins no call when it is too late for it.</param>
sealed class CloudflareWriting(CloudflareClient client, ZoneReference zone, string token)
{
    Reason? stopped;

    public async Task<IReadOnlyList<IReadOnlyList<WriteResult>>> WriteAsync(
        IReadOnlyList<WriteGroup> groups, CancellationToken cancellationToken)
    {
        var results = new List<IReadOnlyList<WriteResult>>();
        foreach (var chunk in Chunks(groups))
        {
            var together = await TryAsync([.. chunk.SelectMany(group => group.Writes)], cancellationToken);
            var isRefused = together is [WriteResult.Rejected, ..] && stopped is null;
            var next = 0;
            foreach (var group in chunk)
            {
                results.Add(isRefused && chunk.Count > 1
                    ? await TryAsync(group.Writes, cancellationToken)
                    : together.GetRange(next, group.Writes.Count));
                next += group.Writes.Count;
            }
        }
        return results;
    }

    static IEnumerable<List<WriteGroup>> Chunks(IReadOnlyList<WriteGroup> groups)
    {
        var chunk = new List<WriteGroup>();
        var operations = 0;
        foreach (var group in groups)
        {
            if (chunk.Count > 0 && operations + group.Writes.Count > RecordBatch.MaxOperations)
            {
                yield return chunk;
                (chunk, operations) = ([], 0);
            }
            chunk.Add(group);
            operations += group.Writes.Count;
        }
        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    /// <summary>One call for all of the writes; refused, none of them took effect.</summary>
    async Task<List<WriteResult>> TryAsync(IReadOnlyList<ProviderWrite> writes, CancellationToken cancellationToken)
    {
        if (stopped is not null)
        {
            return All(writes, new WriteResult.Rejected(stopped));
        }
        try
        {
            return writes is [var write] ? [await OneAsync(write, cancellationToken)] : await BatchAsync(writes, cancellationToken);
        }
        catch (CloudflareException e)
        {
            var reason = CloudflareReasons.Of(e, token, zone.Name.ToString());
            if (e.Failure is not (CloudflareFailure.Rejected or CloudflareFailure.NotFound))
            {
                // The next call would meet the same outage, refused token or spent budget.
                stopped = reason with { Message = "It was not sent, for an earlier call of this look failed: " + reason.Message };
            }
            return All(writes, e.IsAmbiguous ? new WriteResult.Unconfirmed(reason) : new WriteResult.Rejected(reason));
        }
    }

    async Task<WriteResult> OneAsync(ProviderWrite write, CancellationToken cancellationToken)
    {
        switch (write)
        {
            case ProviderWrite.Create create:
                return Applied(await client.CreateRecordAsync(zone.Id, CloudflareRecords.Create(create.Record, create.Comment, create.Tags), cancellationToken));
            case ProviderWrite.Update or ProviderWrite.Mark:
                return Applied(await client.EditRecordAsync(zone.Id, Edit(write), cancellationToken));
            case ProviderWrite.Delete delete:
                await DeleteAsync(delete, cancellationToken);
                return new WriteResult.Applied(delete.Id, null);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    async Task DeleteAsync(ProviderWrite.Delete delete, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteRecordAsync(zone.Id, delete.Id, cancellationToken);
        }
        catch (CloudflareException e) when (e.Failure == CloudflareFailure.NotFound)
        {
            // Gone is what was wanted.
        }
    }

    async Task<List<WriteResult>> BatchAsync(IReadOnlyList<ProviderWrite> writes, CancellationToken cancellationToken)
    {
        var deletes = writes.OfType<ProviderWrite.Delete>().Select(d => new RecordReference(d.Id)).ToList();
        var patches = writes.Where(write => write is ProviderWrite.Update or ProviderWrite.Mark).Select(Edit).ToList();
        var posts = writes.OfType<ProviderWrite.Create>().Select(c => CloudflareRecords.Create(c.Record, c.Comment, c.Tags)).ToList();
        var answer = await client.BatchRecordsAsync(
            zone.Id, new RecordBatch { Deletes = OrNull(deletes), Patches = OrNull(patches), Posts = OrNull(posts) }, cancellationToken);
        if ((answer.Patches?.Count ?? 0) != patches.Count || (answer.Posts?.Count ?? 0) != posts.Count)
        {
            return All(writes, new WriteResult.Unconfirmed(new Reason(
                ProviderReasons.Unavailable, "Could not confirm what Cloudflare did: its answer to a batch does not tell of every record.")));
        }
        var patched = new Queue<CloudflareRecord>(answer.Patches ?? []);
        var posted = new Queue<CloudflareRecord>(answer.Posts ?? []);
        return [.. writes.Select(write => (WriteResult)(write switch
        {
            ProviderWrite.Delete delete => new WriteResult.Applied(delete.Id, null),
            ProviderWrite.Update or ProviderWrite.Mark => Applied(patched.Dequeue()),
            _ => Applied(posted.Dequeue()),
        }))];
    }

    static RecordWrite Edit(ProviderWrite write) => write switch
    {
        ProviderWrite.Update update => CloudflareRecords.Edit(update.Id, update.Before, update.After),
        ProviderWrite.Mark mark => new RecordWrite { Id = mark.Id, Comment = mark.Comment },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static WriteResult.Applied Applied(CloudflareRecord record) => new WriteResult.Applied(record.Id, CloudflareRecords.Read(record));

    static List<WriteResult> All(IReadOnlyList<ProviderWrite> writes, WriteResult result) => [.. writes.Select(_ => result)];

    static List<T>? OrNull<T>(List<T> list) => list.Count == 0 ? null : list;
}
