using HomeLab.Simulators.Faults;

namespace HomeLab.Simulators.RequestLog;

static class RequestsApi
{
    public static void MapRequests(this WebApplication app)
    {
        app.MapGet("/_sim/requests", Find);
        app.MapDelete("/_sim/requests", (RequestJournal journal) =>
        {
            journal.Clear();
            return TypedResults.NoContent();
        });
    }

    static IEnumerable<RequestEntry> Find(
        RequestJournal journal,
        string? system,
        string? method,
        string? path,
        string? credential,
        bool? applied,
        bool? writes,
        long? after,
        int? limit) =>
        journal.Entries
            .Where(entry => system is null || entry.System.Equals(system, StringComparison.OrdinalIgnoreCase))
            .Where(entry => method is null || entry.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            .Where(entry => path is null || PathPattern.Matches(path, entry.Path))
            .Where(entry => credential is null || entry.Credential == credential)
            .Where(entry => applied is null || entry.Applied == applied)
            .Where(entry => writes is null || entry.IsWrite == writes)
            .Where(entry => after is null || entry.Sequence > after)
            .TakeLast(limit is > 0 ? limit.Value : int.MaxValue);
}
