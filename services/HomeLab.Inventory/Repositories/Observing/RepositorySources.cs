using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>The lab's repositories as sources.</summary>
sealed class RepositorySources(
    RepositoryCopies copies, RepositoryAnnouncements announcements, SecretReader secrets, Observations observations, IOptions<InventoryOptions> options,
    TimeProvider time) : ISourceKind
{
    public static readonly RepositoryLimits Limits = new();

    public IEnumerable<WantedSource> Wanted(LabSpec lab)
    {
        var engines = DeploymentTargets.EnginesOf(lab);
        var joins = string.Join(' ', engines.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => $"{it.Key}={it.Value}"));
        return lab.Repositories.Select(spec => new WantedSource(
            SourceNames.Of(spec), $"{LabJson.Write(spec)} {joins}",
            async (lease, token) =>
            {
                using var origin = Open(spec);
                await new RepositoryObserver(spec, engines, lease, origin, announcements, observations, Limits, options, time).RunAsync(token);
            }));
    }

    IRepositoryOrigin Open(RepositorySpec spec) => spec.Path is { } path
        ? new WorkTreeOrigin(options.Value.Lab, path, options.Value.LabDebounce, Limits, time)
        : new RemoteOrigin(spec, copies.DirectoryOf(spec), secrets, Limits, time);
}
