using System.Text.Json.Nodes;

namespace HomeLab.Kubernetes.Tests.Servers;

/// <summary>Objects as JSON: what the suite writes, and what it looks at.</summary>
static class Objects
{
    static readonly Dictionary<string, string> Plurals = new()
    {
        ["Namespace"] = "namespaces",
        ["ConfigMap"] = "configmaps",
        ["Deployment"] = "deployments",
        ["Lease"] = "leases",
    };

    public static JsonObject Namespace(string name) => New("v1", "Namespace", name);

    public static JsonObject ConfigMap(string name, params (string Key, string Value)[] content)
    {
        var map = New("v1", "ConfigMap", name);
        map["data"] = Texts(content);
        return map;
    }

    public static JsonObject Deployment(string name, int replicas)
    {
        var deployment = New("apps/v1", "Deployment", name);
        deployment["spec"] = new JsonObject
        {
            ["replicas"] = replicas,
            ["selector"] = new JsonObject { ["matchLabels"] = Texts([("app", name)]) },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = Texts([("app", name)]) },
                ["spec"] = new JsonObject
                {
                    ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "example.test/main:1" }),
                },
            },
        };
        return deployment;
    }

    public static JsonObject Lease(string name, string holder, string renewed)
    {
        var lease = New("coordination.k8s.io/v1", "Lease", name);
        lease["spec"] = new JsonObject { ["holderIdentity"] = holder, ["leaseDurationSeconds"] = 15, ["renewTime"] = renewed };
        return lease;
    }

    public static JsonObject Labelled(this JsonObject thing, params (string Key, string Value)[] labels)
    {
        thing["metadata"]!["labels"] = Texts(labels);
        return thing;
    }

    public static JsonObject Copy(this JsonObject thing) => thing.DeepClone().AsObject();

    public static string Group(this JsonObject thing) =>
        thing.Text("apiVersion") is { } version && version.Contains('/', StringComparison.Ordinal) ? version.Split('/')[0] : "";

    public static string Plural(this JsonObject thing) => Plurals[thing.Text("kind")!];

    public static string Name(this JsonObject thing) => thing.Text("metadata", "name")!;

    public static string Version(this JsonObject thing) => thing.Text("metadata", "resourceVersion")!;

    public static string Uid(this JsonObject thing) => thing.Text("metadata", "uid")!;

    public static int Generation(this JsonObject thing) => thing["metadata"]!["generation"]!.GetValue<int>();

    public static int? Replicas(this JsonObject thing) => (int?)thing["spec"]?["replicas"];

    /// <summary>The text at a path, or null where there is none.</summary>
    public static string? Text(this JsonObject thing, params string[] path) =>
        (string?)path.Aggregate((JsonNode?)thing, (node, name) => node?[name]);

    static JsonObject New(string apiVersion, string kind, string name) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
    };

    static JsonObject Texts((string Key, string Value)[] content) =>
        new(content.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
}
