using Aspire.Hosting.ApplicationModel;
using HomeLab.NativeServers;

namespace Aspire.Hosting.Running.Launching;

/// <summary>Starts projects, as <c>dotnet DLL</c>, and executables, each under a supervisor of its own.</summary>
sealed class ProcessLauncher(ResolvedSettings settings, ResourceLogs logs, AppHostLocation location) : IResourceLauncher
{
    // What the AppHost was started with is not meant for what it starts.
    static readonly string[] OfTheAppHostAlone =
        ["ASPNETCORE_URLS", "DOTNET_URLS", "URLS", "HTTP_PORTS", "HTTPS_PORTS", "DOTNET_LAUNCH_PROFILE", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "DOTNET_CLI_TELEMETRY_SESSIONID"];

    public bool CanLaunch(IResource resource) => resource is ProjectResource or ExecutableResource;

    public async Task<ResourceProcess> LaunchAsync(IResource resource, CancellationToken cancellationToken)
    {
        var (command, workingDirectory) = CommandOf(resource);
        var environment = OfTheAppHostAlone.ToDictionary(name => name, _ => (string?)null);
        foreach (var (name, value) in await settings.EnvironmentAsync(resource, cancellationToken)) environment[name] = value;

        var process = await Supervisor.StartAsync(
            new ProcessSpecification(command[0], [.. command[1..], .. await settings.ArgumentsAsync(resource, cancellationToken)])
            {
                Environment = environment,
                WorkingDirectory = workingDirectory,
                Output = line => logs.Append(resource, line, isError: false),
                Error = line => logs.Append(resource, line, isError: true),
            },
            cancellationToken);
        return ResourceProcess.Of(process, resource is ProjectResource ? "project" : "executable");
    }

    (string[] Command, string WorkingDirectory) CommandOf(IResource resource)
    {
        if (resource is ExecutableResource executable) return ([executable.Command], executable.WorkingDirectory);

        var project = Path.GetFullPath(((ProjectResource)resource).GetProjectMetadata().ProjectPath, location.Directory);
        string[] command = location.FindOutput(project) is { } dll ? ["dotnet", dll] : ["dotnet", "run", "--project", project, "--no-launch-profile", "--"];
        return (command, Path.GetDirectoryName(project)!);
    }
}
