using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds.Catalog;

/// <summary>One thing by which a system's health is told. Which fields belong to which probe is in <see cref="ProbeFields"/>.</summary>
/// <remarks>
/// <c>condition</c>, <c>field</c> and <c>workload</c> read objects that are observed anyway. The others are judged where somebody brings
/// their reading; what nobody asked is skipped, never assumed.
/// </remarks>
public sealed record ProbeSpec
{
    [Description("condition, field and workload read observed objects; the others need to be asked; derived and repository are for people.")]
    [AllowedValues(
        "condition", "field", "workload", "http", "tcp", "udp", "icmp", "dns", "grpc", "command", "promql", "api", "repository", "derived")]
    public required string Probe { get; init; }

    [Description("condition, field: apiVersion of the objects; its group counts.")]
    public string? ApiVersion { get; init; }

    [Description("condition, field, workload: kind of the objects; * for any.")]
    public string? Kind { get; init; }

    [Description("Only objects in this namespace.")]
    public string? Namespace { get; init; }

    [Description("Only objects whose name this glob means.")]
    public string? ObjectName { get; init; }

    [Description("Only objects with these labels, key=glob, all of them.")]
    [RegularExpression("[^= ]+=[^ ]+", ErrorMessage = "key=value, such as app.kubernetes.io/name=loki")]
    public IReadOnlyList<string>? Select { get; init; }

    [Description("Only objects of which all of this holds.")]
    public IReadOnlyList<CriterionSpec>? Where { get; init; }

    [Description("workload: only those that run an image of this repository (glob).")]
    public string? Image { get; init; }

    [Description("condition: its type.")]
    public string? Type { get; init; }

    [Description("field: where to look. http, api: path of the request.")]
    public string? Path { get; init; }

    [Description("condition, field: what is healthy; `absent` where nothing stands there.")]
    public IReadOnlyList<string>? Healthy { get; init; }

    [Description("What is degraded.")]
    public IReadOnlyList<string>? Degraded { get; init; }

    [Description("What is unhealthy.")]
    public IReadOnlyList<string>? Unhealthy { get; init; }

    [Description("field: what has to hold of it, where a list of values cannot say it.")]
    public TestSpec? Test { get; init; }

    [Description("What any other value means; unset: unknown.")]
    [AllowedValues("healthy", "degraded", "unhealthy", "unknown")]
    public string? Otherwise { get; init; }

    [Description("http, tcp, udp, dns, grpc: the port.")]
    [Range(1, 65535)]
    public int? Port { get; init; }

    [Description("http: unset: http.")]
    [AllowedValues("http", "https")]
    public string? Scheme { get; init; }

    [Description("http, api: unset: GET.")]
    public string? Method { get; init; }

    [Description("http: the status that is healthy; unset: any.")]
    [Range(100, 599)]
    public int? Status { get; init; }

    [Description("http, api: other statuses that mean something in particular.")]
    public IReadOnlyList<StatusSpec>? Statuses { get; init; }

    [Description("http, api: what has to stand in the answer.")]
    public IReadOnlyList<BodySpec>? Body { get; init; }

    [Description("api: the address that is asked; unset: the one that the lab names.")]
    public string? Url { get; init; }

    [Description("promql, dns: what is asked.")]
    public string? Query { get; init; }

    [Description("command: what is run.")]
    public string? Command { get; init; }

    [Description("icmp: what is asked.")]
    public string? Target { get; init; }

    [Description("How who asks is known to it.")]
    public string? Auth { get; init; }

    [Description("For people: what is healthy, where that cannot be told from the fields.")]
    public string? Expect { get; init; }

    [Description("What else is good to know.")]
    public string? Note { get; init; }
}

/// <summary>What holds of a field of a healthy object.</summary>
public sealed record TestSpec
{
    [Description("present, absent; equal: to the field at `to`, or all values to each other; atLeast, below: numbers and quantities; newerThan: a time; full: n/n.")]
    [AllowedValues("present", "absent", "equal", "atLeast", "below", "newerThan", "full")]
    public required string Is { get; init; }

    [Description("The field of the same object that it is compared with.")]
    [RegularExpression(FactPath.Pattern, ErrorMessage = FactPath.Expected)]
    public string? To { get; init; }

    [Description("The number that it is compared with.")]
    [Range(-1e18, 1e18)]
    public double? Value { get; init; }

    [Description("Times this.")]
    [Range(0.0, 1000.0)]
    public double Factor { get; init; } = 1;

    [Description("newerThan: how old it may be.")]
    public TimeSpan? Age { get; init; }
}

/// <summary>What one value in an answer means.</summary>
public sealed record BodySpec
{
    [Description("Where in the JSON; unset: the whole text, without white space around it.")]
    public string? Path { get; init; }

    [Description("Globs of what is healthy.")]
    public IReadOnlyList<string>? Healthy { get; init; }

    [Description("Globs of what is degraded.")]
    public IReadOnlyList<string>? Degraded { get; init; }

    [Description("Globs of what is unhealthy.")]
    public IReadOnlyList<string>? Unhealthy { get; init; }

    [Description("What has to hold of it, where a list of values cannot say it.")]
    public TestSpec? Test { get; init; }

    [Description("What any other value means; unset: unhealthy.")]
    [AllowedValues("healthy", "degraded", "unhealthy", "unknown")]
    public string? Otherwise { get; init; }
}

/// <summary>What one status of an answer means.</summary>
public sealed record StatusSpec
{
    [Range(100, 599)]
    public required int Status { get; init; }

    [AllowedValues("healthy", "degraded", "unhealthy", "unknown")]
    public required string Means { get; init; }

    [Description("In words.")]
    public string? Reason { get; init; }
}
