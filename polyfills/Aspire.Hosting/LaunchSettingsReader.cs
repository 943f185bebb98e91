using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Reads a project's <c>Properties/launchSettings.json</c> and picks the profile that applies.</summary>
static class LaunchSettingsReader
{
    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static LaunchProfile? ProfileOf(ProjectResource project)
    {
        if (project.HasAnnotationOfType<ExcludeLaunchProfileAnnotation>()) return null;

        var metadata = project.GetProjectMetadata();
        var settings = metadata.LaunchSettings ?? Read(metadata.ProjectPath);
        if (project.TryGetLastAnnotation<LaunchProfileAnnotation>(out var chosen))
        {
            return settings?.Profiles.GetValueOrDefault(chosen.LaunchProfileName) ?? throw new DistributedApplicationException(
                $"Launch settings file of '{metadata.ProjectPath}' does not contain the profile '{chosen.LaunchProfileName}'.");
        }

        if (settings is null) return null;
        if (project.TryGetLastAnnotation<DefaultLaunchProfileAnnotation>(out var preferred)
            && settings.Profiles.TryGetValue(preferred.LaunchProfileName, out var profile)) return profile;
        return settings.Profiles.Values.FirstOrDefault(candidate => candidate.CommandName == "Project");
    }

    static LaunchSettings? Read(string projectPath)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(file)) return null;
        try
        {
            return JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(file), options);
        }
        catch (JsonException exception)
        {
            throw new DistributedApplicationException($"Failed to read launch settings '{file}': {exception.Message}", exception);
        }
    }
}
