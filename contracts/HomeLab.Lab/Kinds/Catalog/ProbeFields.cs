namespace HomeLab.Lab.Kinds.Catalog;

/// <summary>Which fields each probe needs and knows; <c>note</c>, <c>expect</c> and <c>auth</c> belong to all.</summary>
static class ProbeFields
{
    static readonly string[] OfObjects = ["namespace", "objectName", "select", "where"];
    static readonly string[] OfValues = ["healthy", "degraded", "unhealthy", "otherwise"];

    static readonly Dictionary<string, (string[] Needs, string[] Knows)> Known = new()
    {
        ["condition"] = (["apiVersion", "kind", "type"], [.. OfObjects, .. OfValues]),
        ["field"] = (["apiVersion", "kind", "path"], [.. OfObjects, .. OfValues, "test"]),
        ["workload"] = (["kind"], [.. OfObjects, "image"]),
        ["http"] = (["port", "path"], ["scheme", "method", "status", "statuses", "body"]),
        ["tcp"] = (["port"], []),
        ["udp"] = (["port"], []),
        ["icmp"] = (["target"], []),
        ["dns"] = (["port", "query"], []),
        ["grpc"] = (["port"], []),
        ["command"] = (["command"], []),
        ["promql"] = (["query"], []),
        ["api"] = ([], ["url", "method", "status", "statuses", "body"]),
        ["repository"] = (["expect"], []),
        ["derived"] = (["expect"], []),
    };

    public static void Check(ProbeSpec probe, string path, SpecProblems problems)
    {
        FieldUse.Check(Given(probe), $"probe: {probe.Probe}", Known[probe.Probe], path, problems);
        if (probe is { Probe: "field", Healthy: null, Degraded: null, Unhealthy: null, Test: null })
            problems.Add(path, "MissingField", "a field is judged by `healthy`, `degraded`, `unhealthy` or `test`; give one of them");
        if (probe is { Probe: "field", Path: { } field })
            FieldUse.CheckPath(field, $"{path}.path", problems);
        Check(probe.Test, $"{path}.test", problems);
        for (var i = 0; i < (probe.Body?.Count ?? 0); i++)
        {
            FieldUse.CheckPath(probe.Body![i].Path, $"{path}.body[{i}].path", problems);
            Check(probe.Body[i].Test, $"{path}.body[{i}].test", problems);
        }
    }

    static void Check(TestSpec? test, string path, SpecProblems problems)
    {
        if (test is { Is: "atLeast" or "below", To: null, Value: null })
            problems.Add(path, "MissingField", $"`{test.Is}` needs `to` or `value`");
        if (test is { Is: "newerThan", Age: null })
            problems.Add(path, "MissingField", "`newerThan` needs `age`");
    }

    static List<string> Given(ProbeSpec it) => FieldUse.Given(
        ("apiVersion", it.ApiVersion), ("kind", it.Kind), ("namespace", it.Namespace), ("objectName", it.ObjectName), ("select", it.Select),
        ("where", it.Where), ("image", it.Image), ("type", it.Type), ("path", it.Path), ("healthy", it.Healthy), ("degraded", it.Degraded), ("unhealthy", it.Unhealthy),
        ("test", it.Test), ("otherwise", it.Otherwise), ("port", it.Port), ("scheme", it.Scheme), ("method", it.Method), ("status", it.Status),
        ("statuses", it.Statuses), ("body", it.Body), ("url", it.Url), ("query", it.Query), ("command", it.Command), ("target", it.Target),
        ("expect", Optional(it, it.Expect)));

    // Everybody may explain; only what cannot be judged by fields has to.
    static string? Optional(ProbeSpec probe, string? expect) => probe.Probe is "repository" or "derived" ? expect : null;
}
