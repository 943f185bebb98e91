using System.Security.Cryptography;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using HomeLab.NativeServers;

namespace Aspire.Hosting.Running;

/// <summary>Gives every endpoint of the model its address on 127.0.0.1.</summary>
/// <remarks>
/// There is no proxy: what listens and what callers use is one port. A port that the model names is taken as it is,
/// except one of a launch profile, which two clones would share. Any other is drawn below the range from which the
/// system takes ports for outgoing connections, and kept for the next start while it is free.
/// </remarks>
sealed class PortAllocation(StateDirectory state)
{
    const string Address = "127.0.0.1";
    const int First = 15_000;
    const int End = 32_000;

    readonly HashSet<int> taken = [];

    /// <summary>Allocates the endpoints of the resources; the file of that name in the state directory keeps the ports.</summary>
    public void Allocate(IEnumerable<IResource> resources, string fileName)
    {
        var file = Path.Combine(state.Path, fileName);
        var endpoints = resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (resource, endpoint))).ToList();
        var kept = Read(file);
        taken.UnionWith(endpoints.Select(one => Fixed(one.resource, one.endpoint)).OfType<int>());
        var next = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (resource, endpoint) in endpoints)
        {
            var key = $"{resource.Name}/{endpoint.Name}";
            var port = Fixed(resource, endpoint) ?? Draw(kept.GetValueOrDefault(key));
            next[key] = port;
            endpoint.TargetHost = Address;
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, Address, port, TargetPortOf(resource, endpoint, port));
        }

        StateDirectory.WritePrivate(file, JsonSerializer.Serialize(next));
    }

    static int? Fixed(IResource resource, EndpointAnnotation endpoint) =>
        endpoint.FromLaunchProfile ? null
        : resource is ContainerResource ? endpoint.Port
        : endpoint.TargetPort ?? endpoint.Port;

    static string TargetPortOf(IResource resource, EndpointAnnotation endpoint, int port) =>
        (resource is ContainerResource ? endpoint.TargetPort ?? port : port).ToString(System.Globalization.CultureInfo.InvariantCulture);

    int Draw(int preferred)
    {
        var port = preferred;
        while (port == 0 || taken.Contains(port) || !LoopbackPort.IsFree(port))
            port = RandomNumberGenerator.GetInt32(First, End);
        taken.Add(port);
        return port;
    }

    static Dictionary<string, int> Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(file)) ?? [];
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            // A first start, or a file that a power cut cut short: new ports do as well.
            return [];
        }
    }
}
