using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

public sealed partial class ManifestPublishingContext
{
    public async Task WriteContainerAsync(ContainerResource container)
    {
        if (!container.TryGetContainerImageName(out var image))
            throw new DistributedApplicationException($"Could not get the image name of container '{container.Name}'.");

        Writer.WriteString("type", "container.v0");
        WriteConnectionString(container);
        Writer.WriteString("image", image);
        if (container.Entrypoint is { } entrypoint) Writer.WriteString("entrypoint", entrypoint);
        await WriteCommandLineArgumentsAsync(container);
        WriteMounts(container, "volumes", ContainerMountType.Volume, "name", source => source);
        WriteMounts(container, "bindMounts", ContainerMountType.BindMount, "source", GetManifestRelativePath);
        await WriteEnvironmentVariablesAsync(container);
        WriteBindings(container);
    }

    async Task WriteResourceAsync(IResource resource)
    {
        var custom = resource.Annotations.OfType<ManifestPublishingCallbackAnnotation>().LastOrDefault();
        if (custom is { Callback: null }) return;

        Writer.WriteStartObject(resource.Name);
        await ((custom, resource) switch
        {
            ({ Callback: { } callback }, _) => callback(this),
            (_, ContainerResource container) => WriteContainerAsync(container),
            (_, ProjectResource project) => WriteProjectAsync(project),
            (_, ExecutableResource executable) => WriteExecutableAsync(executable),
            (_, ParameterResource parameter) => Do(() => WriteParameter(parameter)),
            (_, IResourceWithConnectionString value) => Do(() => WriteValue(value)),
            _ => Do(() => Writer.WriteString("error", "This resource does not support generation in the manifest.")),
        });
        Writer.WriteEndObject();

        static Task Do(Action write)
        {
            write();
            return Task.CompletedTask;
        }
    }

    async Task WriteProjectAsync(ProjectResource project)
    {
        Writer.WriteString("type", "project.v0");
        Writer.WriteString("path", GetManifestRelativePath(project.GetProjectMetadata().ProjectPath));
        await WriteCommandLineArgumentsAsync(project);
        await WriteEnvironmentVariablesAsync(project);
        WriteBindings(project);
    }

    async Task WriteExecutableAsync(ExecutableResource executable)
    {
        Writer.WriteString("type", "executable.v0");
        Writer.WriteString("workingDirectory", GetManifestRelativePath(executable.WorkingDirectory));
        Writer.WriteString("command", executable.Command);
        await WriteCommandLineArgumentsAsync(executable);
        await WriteEnvironmentVariablesAsync(executable);
        WriteBindings(executable);
    }

    void WriteValue(IResourceWithConnectionString value)
    {
        Writer.WriteString("type", "value.v0");
        WriteConnectionString(value);
    }

    internal void WriteParameter(ParameterResource parameter)
    {
        Writer.WriteString("type", "parameter.v0");
        if (parameter.IsConnectionString) Writer.WriteString("connectionString", $"{{{parameter.Name}.value}}");
        if (parameter.Default is ConstantParameterDefault constant)
        {
            constant.WriteToManifest(this);
            return;
        }

        Writer.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        Writer.WriteStartObject("inputs");
        Writer.WriteStartObject("value");
        Writer.WriteString("type", "string");
        if (parameter.Secret) Writer.WriteBoolean("secret", true);
        if (parameter.Default is { } generated)
        {
            Writer.WriteStartObject("default");
            generated.WriteToManifest(this);
            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
        Writer.WriteEndObject();
    }

    void WriteMounts(ContainerResource container, string property, ContainerMountType type, string sourceName, Func<string?, string?> source)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().Where(mount => mount.Type == type).ToList();
        if (mounts.Count == 0) return;

        Writer.WriteStartArray(property);
        foreach (var mount in mounts)
        {
            Writer.WriteStartObject();
            if (source(mount.Source) is { } from) Writer.WriteString(sourceName, from);
            Writer.WriteString("target", mount.Target);
            Writer.WriteBoolean("readOnly", mount.IsReadOnly);
            Writer.WriteEndObject();
        }

        Writer.WriteEndArray();
    }
}
