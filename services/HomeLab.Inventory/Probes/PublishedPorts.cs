using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Probes;

/// <summary>Where what a container listens at is reached from here.</summary>
/// <param name="isContainer">This process runs in a container, so its loopback is not that of an engine whose socket it has.</param>
sealed class PublishedPorts(bool isContainer)
{
    /// <returns>Null: nowhere. The port that a port of the container is published at, null: it is not.</returns>
    public (string Host, Func<int, int?> PortOf)? Of(LabView view, Observation container)
    {
        if (container.Facts.Text("State") != "running" || EngineOf(view, container.Site) is not { } engine)
            return null;
        var ports = container.Facts["ports"].Items().Where(port => port.Text("type") is "tcp" or "udp" && port.Text("public") is not ("" or "0")).ToList();
        return (engine.Host, wanted => ports
            .Where(port => port.Text("private") == $"{wanted}" && (engine.IsHere || !IsLoopback(port.Text("ip"))))
            .Select(port => (int?)int.Parse(port.Text("public"), null)).FirstOrDefault());
    }

    (string Host, bool IsHere)? EngineOf(LabView view, string site)
    {
        var source = view.Lab?.Docker.FirstOrDefault(it => SourceNames.Of(it) == site);
        if (source is null || !Uri.TryCreate(source.Endpoint, UriKind.Absolute, out var endpoint))
            return null;
        return endpoint.Scheme == "unix" ? isContainer ? null : ("127.0.0.1", true) : (endpoint.Host.Trim('[', ']'), false);
    }

    static bool IsLoopback(string ip) => ip.StartsWith("127.", StringComparison.Ordinal) || ip == "::1";
}
