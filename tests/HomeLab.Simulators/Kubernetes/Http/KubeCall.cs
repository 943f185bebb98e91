using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Apply;
using HomeLab.Simulators.Kubernetes.Resources;
using HomeLab.Simulators.Kubernetes.State;
using HomeLab.Simulators.RequestLog;

namespace HomeLab.Simulators.Kubernetes.Http;

/// <summary>One request for objects of one kind.</summary>
sealed class KubeCall(HttpContext context, KubeStore store, SimulatedRequest request, KubePath path, ResourceKind kind, DateTimeOffset now)
{
    public HttpContext Context { get; } = context;

    public KubeStore Store { get; } = store;

    public ResourceKind Kind { get; } = kind;

    public string Namespace { get; } = path.Namespace;

    public string Name { get; } = path.Name;

    public bool IsStatus { get; } = path.Subresource == "status";

    public DateTimeOffset Now { get; } = now;

    public bool IsDryRun => Query("dryRun") is not null;

    /// <summary>In whose name fields are owned.</summary>
    public Writer Writer => new(
        Query("fieldManager") ?? (Context.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent.Split('/')[0] : "unknown"),
        IsStatus ? "status" : "", Instant.Of(Now), Query("force") is "true" or "1");

    public string ContentType => Context.Request.ContentType?.Split(';')[0].Trim() ?? "application/json";

    /// <summary>What reads see.</summary>
    public KubeState View
    {
        get
        {
            var state = request.Lag > TimeSpan.Zero ? Store.AsOf(Now - request.Lag) : Store.Current;
            return request.HasWrongIdentity ? OtherCluster.Of(state) : state;
        }
    }

    public string? Query(string name) => Context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    public IReadOnlyList<T> Shown<T>(IReadOnlyList<T> entries) =>
        request.Shows is { } shows ? [.. entries.Where((_, index) => shows(index))] : entries;

    /// <exception cref="KubeRefusal">It is no JSON object.</exception>
    public async Task<JsonObject> BodyAsync() => await NodeAsync() as JsonObject ?? throw KubeRefusal.BadRequest("the body is no object");

    public async Task<JsonNode?> NodeAsync()
    {
        using var reader = new StreamReader(Context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(Context.RequestAborted);
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            throw KubeRefusal.BadRequest($"error decoding the body: {exception.Message}");
        }
    }

    /// <summary>Carries out a change, unless it is to be tried only.</summary>
    public T Change<T>(Func<KubeState, (IReadOnlyList<KubeChange> Changes, T Result)> change) => Store.Change(state =>
    {
        if (request.HasWrongIdentity)
            throw KubeRefusal.NotFound(Kind, Name);
        var (changes, result) = change(state);
        if (IsDryRun)
            return ([], result);
        request.IsApplied |= changes.Count > 0;
        request.Effects.AddRange(changes.Select(Effect));
        return (changes, result);
    });

    static RequestEffect Effect(KubeChange change)
    {
        var thing = change.After ?? change.Before!;
        return new RequestEffect(change.After is null ? "delete" : change.Before is null ? "create" : "update", thing.Uid, $"{change.Resource} {thing.Key}", null);
    }
}
