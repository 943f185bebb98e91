using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.Sources;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Writes;

/// <summary>Whether the registry has other images by the names of those that a stack runs.</summary>
static class StackUpdateCheck
{
    public static JsonNode Answer(KomodoCall call)
    {
        var stack = call.Change(core =>
        {
            var found = call.Executable(core, call.Text("stack"));
            found = call.Flag("skip_cache_refresh") ? found : Refreshed(core, found);
            var isRunning = found.StateOn(core.FindServer(found.ServerId)) == "running";
            var services = found.Findings.DeployedServices?.ConvertAll(it => it with { IsUpdateAvailable = isRunning && IsOther(core, found.Containers.GetValueOrDefault(it.Name)) });
            found = found with { Findings = found.Findings with { DeployedServices = services } };
            return (core.With(found), found);
        });
        return new JsonObject
        {
            ["stack"] = stack.Id,
            ["services"] = new JsonArray([.. stack.Services.Select(it => new JsonObject { ["service"] = it.Name, ["image"] = it.Image, ["update_available"] = it.IsUpdateAvailable })]),
        };
    }

    /// <summary>What is named by its digest is never another.</summary>
    static bool IsOther(Core core, Container? container) =>
        container is not null && !container.Image.Contains('@') && core.ImageOf(container.Image) is { PullError: null } image && image.ActualDigest != container.Digest;

    static Stack Refreshed(Core core, Stack stack)
    {
        try
        {
            return StackCache.Refresh(core, stack);
        }
        catch (SourceFailure failure)
        {
            throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "Failed to refresh stack cache before update check", failure.Message);
        }
    }
}
