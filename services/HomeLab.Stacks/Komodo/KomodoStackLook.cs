using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Komodo.Stacks;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Komodo;

/// <summary>Compares a stack of Core with what its table and files ask for. Pure.</summary>
static class KomodoStackLook
{
    public const string Create = "create";
    public const string Update = "update";
    public const string Deploy = "deploy";
    public const string Restart = "restart";
    public const string Destroy = "destroy";
    public const string Delete = "delete";

    const string NoWayBack = "NoWayBack";

    static readonly string[] Up = ["running", "restarting", "paused"];

    public static string ObjectOf(DesiredStack stack) => $"komodo/{stack.Komodo.Name}/stack/{stack.Name}";

    public static string DeploymentOf(DesiredStack stack) => $"{ObjectOf(stack)}/deployment";

    /// <param name="actual">Null: Core has no stack of that name.</param>
    /// <param name="services">As Core last polled them.</param>
    /// <param name="deployed">The digest that was deployed last by us; null: none was.</param>
    /// <param name="isOurs">This installation created it.</param>
    public static StackLook Of(
        DesiredStack stack, KomodoWish wish, StackSetup? actual, IReadOnlyList<StackService> services, StackActivity activity, string? deployed, bool isOurs, LookPurpose purpose)
    {
        var statuses = services.Select(StatusOf).ToList();
        if (purpose == LookPurpose.Remove)
            return new StackLook(actual is null ? [] : RemovalOf(stack, actual, isOurs), [], null, [], statuses);
        if (activity.IsBusy)
            return new StackLook([], ["Komodo, which is busy with the stack"], null, [], statuses);
        if (purpose == LookPurpose.Restore && deployed != stack.Digest && !wish.IsWhole)
            return new StackLook([], [], new Reason(NoWayBack, "Komodo takes its files from where no earlier state of them can be asked for, so what ran before cannot be brought back; put its files right."), [], statuses);
        var steps = new List<PlannedStep>();
        if (actual is null)
            steps.Add(new PlannedStep(Create, ObjectOf(stack), Create, null, StateOf(stack), "Komodo has no stack of this name.", [], wish));
        else if (wish.Differences((JsonObject)JsonNode.Parse(actual.Config.GetRawText())!) is { Count: > 0 } fields)
            steps.Add(new PlannedStep(
                Update, ObjectOf(stack), Update, JsonSerializer.Serialize(new { id = actual.Id, fields }), StateOf(stack), $"Its {string.Join(", ", fields)} in Komodo differ from the table.", [], wish.Only(fields)));
        if (WhyDeploy(stack, actual, statuses, deployed, purpose, steps.Count > 0) is { } why)
            steps.Add(new PlannedStep(Deploy, DeploymentOf(stack), Deploy, actual is null ? null : JsonSerializer.Serialize(new { id = actual.Id }), StateOf(stack), why, [.. steps.Select(it => it.Id)], wish));
        var pending = steps.Count > 0 ? [] : PendingOf(statuses);
        IReadOnlyList<string> notes = statuses.Any(it => it.State == "exited") && purpose == LookPurpose.Keep
            ? [$"Stopped by somebody, and left so: {string.Join(", ", statuses.Where(it => it.State == "exited").Select(it => it.Name))}."] : [];
        return new StackLook(steps, pending, null, notes, statuses) { Drift = purpose == LookPurpose.Keep ? DriftOf(wish, actual, statuses) : [] };
    }

    /// <param name="newest">Id of the last restart that went well; empty: there was none.</param>
    public static StackLook Of(DesiredStack stack, StackSetup actual, IReadOnlyList<StackService> services, StackActivity activity, Restart restart, string newest)
    {
        var statuses = services.Select(StatusOf).ToList();
        if (restart.Service.Length > 0 && statuses.TrueForAll(it => it.Name != restart.Service))
            return new StackLook([], [], new(TargetReasons.NoSuchService, $"Komodo knows no service {restart.Service} of it; it has {string.Join(", ", statuses.Select(it => it.Name))}."), [], statuses);
        if (activity.IsBusy)
            return new StackLook([], ["Komodo, which is busy with the stack"], null, [], statuses);
        if (restart.Runs is { } runs && runs.GetValueOrDefault(actual.Id) != newest)
            return new StackLook([], PendingOf(statuses), null, [], statuses);
        if (restart.Service.Length == 0 && statuses.TrueForAll(it => it.Running == 0))
            return new StackLook([], [], null, [], statuses);
        return new StackLook(
            [
                new PlannedStep(
                    Restart, $"{ObjectOf(stack)}/{Restart}", Restart, JsonSerializer.Serialize(new { id = actual.Id }), JsonSerializer.Serialize(new { service = restart.Service }),
                    "A person asked for it.", [], restart.Service),
            ],
            [], null, [], statuses)
        {
            Runs = new Dictionary<string, string> { [actual.Id] = newest },
        };
    }

    /// <summary>What somebody changed in Core, or did with its containers.</summary>
    static IReadOnlyList<DriftedField> DriftOf(KomodoWish wish, StackSetup? actual, List<ServiceStatus> services) => actual is null
        ? [new DriftedField("", "stack")]
        :
        [
            .. wish.Differences((JsonObject)JsonNode.Parse(actual.Config.GetRawText())!).Select(it => new DriftedField("", it)),
            .. services.Where(it => it.State is "missing" or "dead" or "exited" or "paused")
                .Select(it => new DriftedField(it.Name, it.State == "missing" ? "container" : "state")).OrderBy(it => it.Service, StringComparer.Ordinal),
        ];

    static List<string> PendingOf(List<ServiceStatus> services) =>
        [.. services.Where(it => it.State is "starting" or "unhealthy" or "restarting" or "created").Select(it => $"{it.Name} ({it.State})")];

    public static string StateOf(DesiredStack stack) => JsonSerializer.Serialize(new { digest = stack.Digest });

    static string? WhyDeploy(
        DesiredStack stack, StackSetup? actual, List<ServiceStatus> services, string? deployed, LookPurpose purpose, bool isChanged) => actual switch
    {
        null => "It was never deployed.",
        { Info: { DeployedProjectName: null, DeployedContents: null, DeployedHash: null } } when services.All(it => it.Running == 0) => "It was never deployed.",
        _ when isChanged => "What Komodo deploys it by has changed.",
        _ when deployed is not null && deployed != stack.Digest => "Its files have changed.",
        _ when deployed is null && !IsDeployedSo(stack, actual) => "What was deployed last is not what its files say.",
        _ when services.Count > 0 && services.All(it => it.State == "missing") => "Its containers are gone.",
        _ when purpose is LookPurpose.Deploy or LookPurpose.Restore && services.Any(it => it.State is "exited" or "missing" or "dead") => "Not all of its containers run.",
        _ when services.Any(it => it.State is "missing" or "dead") => "Not all of its containers are there.",
        _ => null,
    };

    /// <summary>Whether Core deployed the very text of the files that it would deploy now.</summary>
    static bool IsDeployedSo(DesiredStack stack, StackSetup actual) =>
        actual.Info.DeployedContents is { Count: > 0 } contents && contents.All(file => stack.Files.Any(it =>
            it.Path.EndsWith("/" + file.Path, StringComparison.Ordinal)
            && it.Digest == Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(file.Contents)))));

    /// <summary>What was here before us stays in Komodo, taken down at most by its owner.</summary>
    static IReadOnlyList<PlannedStep> RemovalOf(DesiredStack stack, StackSetup actual, bool isOurs)
    {
        if (!isOurs)
            return [];
        var expected = JsonSerializer.Serialize(new { id = actual.Id });
        return
        [
            new PlannedStep(Destroy, DeploymentOf(stack), Delete, expected, null, "Nothing declares it any more; its containers go, its volumes stay.", [], new KomodoWish(actual.Name, [])),
            new PlannedStep(Delete, ObjectOf(stack), Delete, expected, null, "Nothing declares it any more.", [Destroy], new KomodoWish(actual.Name, [])),
        ];
    }

    static ServiceStatus StatusOf(StackService service)
    {
        var container = service.Container;
        var state = container is null ? "missing"
            : container.Status.Contains("(unhealthy)", StringComparison.Ordinal) ? "unhealthy"
            : container.Status.Contains("(health: starting)", StringComparison.Ordinal) ? "starting"
            : container.Status.Contains("(healthy)", StringComparison.Ordinal) ? "healthy"
            : container.State.Length > 0 ? container.State : "unknown";
        return new ServiceStatus(service.Service, service.Image, state, container is not null && Up.Contains(container.State) ? 1 : 0, 1);
    }
}
