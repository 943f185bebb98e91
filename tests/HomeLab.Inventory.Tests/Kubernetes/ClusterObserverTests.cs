using System.Text.Json.Nodes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Kubernetes;
using HomeLab.Inventory.Tests.Sources;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;
using HomeLab.Testing.Kubernetes;
using HomeLab.Testing.Requirements;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.AspNetCore.Http;
using SecretReference = HomeLab.Lab.Kinds.SecretReference;

namespace HomeLab.Inventory.Tests.Kubernetes;

/// <summary>Against a real API server, which other tests share: each looks at a namespace of its own.</summary>
public sealed class ClusterObserverTests : IAsyncLifetime
{
    readonly string space = $"inventory-{Guid.NewGuid():N}";
    ApiServerProxy proxy = null!;
    k8s.Kubernetes client = null!;

    public async Task InitializeAsync()
    {
        if (TestKubernetes.WhyMissing is not null)
            return;
        proxy = await ApiServerProxy.StartAsync();
        client = await ApiServerProxy.ClientAsync();
        foreach (var name in new[] { "kube-system", space })
        {
            try
            {
                await client.CustomObjects.CreateClusterCustomObjectAsync<JsonObject>(Object("v1", "Namespace", name, withNamespace: false), "", "v1", "namespaces");
            }
            catch (HttpOperationException exception) when (exception.Response.StatusCode == System.Net.HttpStatusCode.Conflict)
            {
            }
        }
    }

    public async Task DisposeAsync()
    {
        client?.Dispose();
        if (proxy is not null)
            await proxy.DisposeAsync();
    }

    JsonObject Object(string apiVersion, string kind, string name, string rest = "{}", bool withNamespace = true)
    {
        var made = JsonNode.Parse(rest)!.AsObject();
        made["apiVersion"] = apiVersion;
        made["kind"] = kind;
        made["metadata"] = new JsonObject { ["name"] = name };
        if (withNamespace)
            made["metadata"]!["namespace"] = space;
        return made;
    }

    Task<JsonObject> CreateAsync(string group, string plural, JsonObject made) =>
        client.CustomObjects.CreateNamespacedCustomObjectAsync<JsonObject>(made, group, "v1", space, plural);

    Task<RunningSource> ObserveAsync() => RunningSource.StartAsync(
        new LabSpec { Kubernetes = [new KubernetesSource { Name = "talos", Kubeconfig = new SecretReference { Env = "KUBE" } }] },
        database => new KubernetesClusters(
            new ClusterClients(RunningSource.Secrets(("KUBE", proxy.KubeConfig)), database.Options), new WatchedTypes([]), database.Observations, database.Options,
            TimeProvider.System),
        new InventoryOptions
        {
            Lab = "/nowhere",
            CallTimeout = TimeSpan.FromSeconds(2),
            RetryAfter = TimeSpan.FromSeconds(1),
            FullReadInterval = TimeSpan.FromSeconds(1),
            ResyncInterval = TimeSpan.FromSeconds(3),
            WatchDuration = TimeSpan.FromSeconds(2),
        });

    IReadOnlyList<string> Ours(Snapshot snapshot) =>
        [.. snapshot.Resources.Select(it => it.Address).Where(it => it.Contains($"/{space}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [RequiresFact(Requirement.PostgreSql, Requirement.Kubelite)]
    [Proves("INV-1")]
    public async Task Objects_are_seen_change_and_go()
    {
        await CreateAsync("apps", "deployments", Object("apps/v1", "Deployment", "glance", """{"spec":{"replicas":2}}"""));
        await using var source = await ObserveAsync();

        var deployment = $"kubernetes/talos/apps/Deployment/{space}/glance";
        await source.UntilAsync(it => Ours(it).Contains(deployment), "the deployment is listed");
        await CreateAsync("", "pods", Object("v1", "Pod", "glance-0"));
        await source.UntilAsync(it => Ours(it).Count == 2, "a pod that is made later is seen");
        await client.CustomObjects.PatchNamespacedCustomObjectStatusAsync<JsonObject>(
            new V1Patch("""{"status":{"readyReplicas":2}}""", V1Patch.PatchType.MergePatch), "apps", "v1", space, "deployments", "glance");
        await source.UntilAsync(it => it.Resources.Any(r => r.Address == deployment && r.State == "2/2"), "its state is followed");
        await client.CustomObjects.DeleteNamespacedCustomObjectAsync<JsonObject>("apps", "v1", space, "deployments", "glance", new V1DeleteOptions());
        await source.UntilAsync(it => Ours(it).SequenceEqual([$"kubernetes/talos/Pod/{space}/glance-0"]), "what is deleted goes");
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Kubelite)]
    public async Task A_forgotten_history_is_caught_up_with()
    {
        await using var source = await ObserveAsync();
        await source.UntilReasonAsync("", "/pods");

        await CreateAsync("", "pods", Object("v1", "Pod", "before"));
        await (await TestKubernetes.StartedAsync()).ForgetHistoryAsync();
        await CreateAsync("", "pods", Object("v1", "Pod", "after"));

        await source.UntilAsync(it => Ours(it).Count == 2, "both pods are seen");
    }

    [Proves("INV-14")]
    [RequiresFact(Requirement.PostgreSql, Requirement.Kubelite)]
    public async Task One_type_that_is_forbidden_spoils_no_other()
    {
        proxy.Fault = context => context.Request.Path == "/api/v1/services"
            ? ApiServerProxy.Answering(403, """{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403}""")(context)
            : Task.FromResult(false);
        await using var source = await ObserveAsync();

        await source.UntilReasonAsync("Forbidden", "/services");
        await CreateAsync("", "pods", Object("v1", "Pod", "a"));
        await source.UntilAsync(it => Ours(it).Count == 1, "pods are seen all the same");
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Kubelite)]
    public async Task A_secrets_value_never_crosses_the_wire()
    {
        var crossed = new List<string>();
        proxy.Rewrite = (path, body) =>
        {
            lock (crossed)
                crossed.Add(body);
            return body;
        };
        await CreateAsync("", "secrets", Object("v1", "Secret", "keys", """{"data":{"password":"Y2FuYXJ5LW9mLXRoZS10ZXN0cw=="}}"""));
        await using var source = await ObserveAsync();

        await source.UntilAsync(it => Ours(it).Contains($"kubernetes/talos/Secret/{space}/keys"), "the secret is seen");

        lock (crossed)
        {
            Assert.Contains(crossed, it => it.Contains(space, StringComparison.Ordinal));
            Assert.DoesNotContain(crossed, it => it.Contains("Y2FuYXJ5LW9mLXRoZS10ZXN0cw", StringComparison.Ordinal));
        }
    }

    public static TheoryData<string, string> Troubles => new()
    {
        { "timeout", "Timeout" }, { "401", "Unauthorized" }, { "403", "Forbidden" }, { "404", "NotFound" }, { "429", "TooManyRequests" },
        { "500", "ServerError" }, { "html", "MalformedAnswer" }, { "empty", "MalformedAnswer" }, { "no items", "Truncated" },
        { "half an answer", "ConnectionLost" }, { "old answers", "Stale" }, { "another cluster", "IdentityChanged" },
    };

    [RequiresTheory(Requirement.PostgreSql, Requirement.Kubelite)]
    [MemberData(nameof(Troubles))]
    public async Task Whatever_goes_wrong_takes_nothing_away_and_is_told(string trouble, string code)
    {
        await CreateAsync("", "pods", Object("v1", "Pod", "a"));
        await CreateAsync("", "pods", Object("v1", "Pod", "b"));
        await using var source = await ObserveAsync();
        await source.UntilAsync(it => Ours(it).Count == 2 && it.Sources.Any(s => s.Name == "kubernetes/talos/pods" && s.Complete), "both pods are seen");

        Begin(trouble);
        var during = await source.UntilReasonAsync(code, "/pods");
        (proxy.Fault, proxy.Rewrite) = (_ => Task.FromResult(false), (_, body) => body);
        var after = await source.UntilReasonAsync("", "/pods");

        Assert.Equal(2, Ours(during).Count);
        Assert.Equal(2, Ours(after).Count);
    }

    void Begin(string trouble)
    {
        switch (trouble)
        {
            case "timeout":
                proxy.Fault = async context =>
                {
                    await Task.Delay(TimeSpan.FromSeconds(20), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return true;
                };
                break;
            case "half an answer":
                proxy.Fault = async context =>
                {
                    context.Response.ContentLength = 10_000;
                    await context.Response.WriteAsync("""{"kind":"PodList","items":[""");
                    context.Abort();
                    return true;
                };
                break;
            case "html":
                proxy.Fault = ApiServerProxy.Answering(200, "<html>Sign in</html>");
                break;
            case "empty":
                proxy.Fault = ApiServerProxy.Answering(200, "{}");
                break;
            case "no items":
                proxy.Rewrite = (path, body) => path == "/api/v1/pods" ? Changed(body, it => it["items"] = new JsonArray()) : body;
                break;
            case "old answers":
                proxy.Rewrite = (path, body) => path == "/api/v1/pods" ? Changed(body, it => it["metadata"]!["resourceVersion"] = "1") : body;
                break;
            case "another cluster":
                proxy.Rewrite = (path, body) => path == "/api/v1/namespaces/kube-system" ? Changed(body, it => it["metadata"]!["uid"] = "another") : body;
                break;
            default:
                proxy.Fault = ApiServerProxy.Answering(
                    int.Parse(trouble, System.Globalization.CultureInfo.InvariantCulture), $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","code":{{trouble}}}""");
                break;
        }
    }

    static string Changed(string body, Action<JsonObject> change)
    {
        var list = JsonNode.Parse(body)!.AsObject();
        change(list);
        return list.ToJsonString();
    }


    [RequiresFact(Requirement.PostgreSql, Requirement.Kubelite)]
    [Proves("INV-17")]
    public async Task What_changes_is_kept_with_the_manager_that_wrote_it_and_without_values()
    {
        var deployment = $"kubernetes/talos/apps/Deployment/{space}/glance";
        await client.CustomObjects.CreateNamespacedCustomObjectAsync<JsonObject>(
            Object("apps/v1", "Deployment", "other", Template("example/other:1", "hunter1")), "apps", "v1", space, "deployments");
        await using var source = await ObserveAsync();
        await source.UntilAsync(it => Ours(it).Count == 1, "what was there before is listed");

        await client.CustomObjects.CreateNamespacedCustomObjectAsync<JsonObject>(
            Object("apps/v1", "Deployment", "glance", Template("example/glance:1", "hunter2")), "apps", "v1", space, "deployments", fieldManager: "flux");
        var made = await source.UntilChangeAsync(deployment, it => it.Action == "appeared", "it is seen to appear");
        await PatchAsync("ada", """{"spec":{"template":{"spec":{"containers":[{"name":"app","image":"example/glance:2","env":[{"name":"PASSWORD","value":"hunter3"}]}]}}}}""");
        var changed = await source.UntilChangeAsync(deployment, it => it.Action == "changed", "it is seen to change");
        await PatchAsync("bob", """{"metadata":{"annotations":{"team":"blue"}}}""");
        await source.UntilChangeAsync(deployment, it => it.Fields.Any(field => field.Became == "blue"), "its annotation is seen");
        await PatchAsync("carol", """{"metadata":{"annotations":{"team":null}}}""");
        var removed = await source.UntilChangeAsync(deployment, it => it.Fields.Any(field => field.Was == "blue"), "its annotation is seen to go");
        await client.CustomObjects.DeleteNamespacedCustomObjectAsync<JsonObject>("apps", "v1", space, "deployments", "glance", new V1DeleteOptions());
        var gone = await source.UntilChangeAsync(deployment, it => it.Action == "gone", "it is seen to go");

        Assert.Equal(("other", "flux"), (made.Actor, made.ActorName));
        Assert.Equal(("other", "ada"), (changed.Actor, changed.ActorName));
        var image = changed.Fields.Single(it => it.Path == "spec.template.spec.containers[app].image");
        Assert.Equal(("example/glance:1", "example/glance:2"), (image.Was, image.Became));
        Assert.Contains(image.Path, changed.Evidence, StringComparison.Ordinal);
        Assert.Equal(("unknown", ""), (removed.Actor, removed.ActorName));
        Assert.Equal(("unknown", "Deleted"), (gone.Actor, gone.Reason));
        var all = await source.Database.ChangesAsync(new ListChangesRequest { Object = space });
        Assert.DoesNotContain("hunter", all.ToString(), StringComparison.Ordinal);
        // What was there when somebody first looked has not changed.
        Assert.DoesNotContain(all.Changes, it => it.Address.EndsWith("/other", StringComparison.Ordinal));
    }

    static string Template(string image, string password) =>
        """
        {"spec":{"replicas":1,"selector":{"matchLabels":{"app":"a"}},"template":{"metadata":{"labels":{"app":"a"}},
        "spec":{"containers":[{"name":"app","image":"IMAGE","env":[{"name":"PASSWORD","value":"SECRET"}]}]}}}}
        """.Replace("IMAGE", image, StringComparison.Ordinal).Replace("SECRET", password, StringComparison.Ordinal);

    Task<JsonObject> PatchAsync(string manager, string patch) => client.CustomObjects.PatchNamespacedCustomObjectAsync<JsonObject>(
        new V1Patch(patch, V1Patch.PatchType.MergePatch), "apps", "v1", space, "deployments", "glance", fieldManager: manager);
}
