using System.Text.Json;
using System.Text.Json.Serialization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>
/// <c>state.json</c> in the state directory, readable by its owner alone: where this run's resources listen and what
/// its parameters are, secrets included. By it the command line finds the fleet. It goes at an orderly stop; after a
/// kill it stays, and its process id names no AppHost.
/// </summary>
sealed class StateFile(StateDirectory state, AppHostLocation location, DistributedApplicationModel model, TimeProvider time)
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    readonly DateTimeOffset startedAt = time.GetUtcNow();

    string File => Path.Combine(state.Path, "state.json");

    public void Write(string? dashboard, bool isReady)
    {
        var resources = model.Resources.Where(resource => resource is not ParameterResource).ToDictionary(resource => resource.Name, Describe);
        var parameters = model.Resources.OfType<ParameterResource>().ToDictionary(parameter => parameter.Name, ValueOf);
        var text = JsonSerializer.Serialize(
            new { appHost = location.Name, directory = location.Directory, processId = Environment.ProcessId, startedAt, isReady, dashboard, resources, parameters },
            Options);
        StateDirectory.WritePrivate(File, text);
    }

    public void Remove() => System.IO.File.Delete(File);

    static object Describe(IResource resource) => new
    {
        type = resource.GetType().Name,
        endpoints = resource.Annotations.OfType<EndpointAnnotation>()
            .Where(endpoint => endpoint.AllocatedEndpoint is not null)
            .ToDictionary(endpoint => endpoint.Name, endpoint => endpoint.AllocatedEndpoint!.UriString),
    };

    static string? ValueOf(ParameterResource parameter)
    {
        try
        {
            return parameter.Value;
        }
        catch (MissingParameterValueException)
        {
            return null;
        }
    }
}
