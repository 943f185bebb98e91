using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HomeLab.Simulators.Komodo.Compose;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary>The images on a server: a name means what it meant when it was fetched.</summary>
static partial class LocalImages
{
    /// <exception cref="ComposeFailure">One cannot be fetched.</exception>
    public static Core Pull(Core core, Server server, IEnumerable<ComposeService> services) => core.With(server with
    {
        Images = server.Images.SetItems(services.Where(it => !it.IsBuilt).Select(it => KeyValuePair.Create(it.Image, Fetched(core, it.Name, it.Image)))),
    });

    /// <summary>Fetches only what is not there.</summary>
    /// <exception cref="ComposeFailure">One cannot be fetched.</exception>
    public static Core PullMissing(Core core, Server server, IEnumerable<ComposeService> services) =>
        services.Where(it => !server.Images.ContainsKey(it.Image)).ToList() is { Count: > 0 } missing
            ? core.With(server with { Images = server.Images.SetItems(missing.Select(it => KeyValuePair.Create(it.Image, it.IsBuilt ? Built(it) : Fetched(core, it.Name, it.Image)))) })
            : core;

    static string Fetched(Core core, string service, string reference)
    {
        if (!Reference().IsMatch(reference))
            throw new ComposeFailure($"unable to get image '{reference}': Error response from daemon: invalid reference format");
        var image = core.ImageOf(reference);
        return image.PullError is { } why ? throw new ComposeFailure($" {service} Error {why}\nError response from daemon: {why}") : image.ActualDigest;
    }

    static string Built(ComposeService service) => "sha256:" + Ids.Container("built", service.Hash);

    [GeneratedRegex(@"^([a-zA-Z0-9.-]+(:[0-9]+)?/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?\z")]
    private static partial Regex Reference();
}
