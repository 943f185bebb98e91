using System.Diagnostics;
using System.Text.Json.Serialization;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Why a piece of work exists; carried from the first observation to the provider's answer.</summary>
/// <param name="Kind">What happened: <c>ResourceChanged</c>, <c>Resync</c>, <c>Operator</c>, ….</param>
/// <param name="Key">To what it happened.</param>
/// <param name="TraceParent">W3C traceparent of the span in which it happened; null starts a trace of its own.</param>
public sealed record Cause(string Kind, string Key, string? TraceParent, DateTimeOffset At)
{
    const string ResyncKind = "Resync";

    /// <summary>Nothing happened; it was only time to look again.</summary>
    [JsonIgnore]
    public bool IsResync => Kind == ResyncKind;

    /// <summary>Who asked; null: nobody, the fleet noticed by itself.</summary>
    public string? Actor { get; init; }

    /// <summary>Somebody waits for it, so that it waits for no back-off and goes before what can wait.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>A cause within the current span.</summary>
    public static Cause Here(string kind, string key, DateTimeOffset at) => new(kind, key, Activity.Current?.Id, at);

    /// <summary>Nothing was heard for a while: a trace of its own.</summary>
    public static Cause Resync(WorkKey key, DateTimeOffset at) => new(ResyncKind, key.ToString(), null, at);
}
