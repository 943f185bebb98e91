using System.Text.Encodings.Web;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the deployment manifest: one object per resource, with expressions where values are not known yet.</summary>
public sealed partial class ManifestPublishingContext(
    DistributedApplicationExecutionContext executionContext, string manifestPath, Utf8JsonWriter writer, CancellationToken cancellationToken = default)
{
    internal static readonly JsonWriterOptions WriterOptions = new()
    {
        Indented = true,
        // The manifest is a file of its own, never part of a page: connection strings stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    readonly Dictionary<string, IResource> dependents = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, (ParameterResource Parameter, string Format)> formatted = new(StringComparer.OrdinalIgnoreCase);

    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    public string ManifestPath { get; } = manifestPath;

    public Utf8JsonWriter Writer { get; } = writer;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>A path as the manifest writes it: relative to the manifest's own directory, with forward slashes.</summary>
    public string? GetManifestRelativePath(string? path) => path is null
        ? null
        : Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(ManifestPath))!, path).Replace('\\', '/');

    /// <summary>Remembers resources that a value mentions and the model does not hold, such as a generated password.</summary>
    public void TryAddDependentResources(object? value)
    {
        if (value is ReferenceExpression expression)
        {
            foreach (var (provider, format) in expression.ValueProviders.Zip(expression.StringFormats))
                if (provider is ParameterResource parameter && format is not null) formatted.TryAdd(Formatted(parameter, format), (parameter, format));
        }

        if (value is IResource resource) dependents.TryAdd(resource.Name, resource);
        if (value is IValueWithReferences references and not EndpointReference)
            foreach (var reference in references.References) TryAddDependentResources(reference);
    }

    internal async Task WriteModelAsync(DistributedApplicationModel model)
    {
        Writer.WriteStartObject();
        Writer.WriteString("$schema", "https://json.schemastore.org/aspire-8.0.json");
        Writer.WriteStartObject("resources");
        var written = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var resource in model.Resources)
        {
            if (written.Add(resource.Name)) await WriteResourceAsync(resource);
        }

        // Writing one dependent may mention the next.
        while (dependents.Values.FirstOrDefault(candidate => !written.Contains(candidate.Name)) is { } dependent)
        {
            written.Add(dependent.Name);
            await WriteResourceAsync(dependent);
        }

        foreach (var (name, (parameter, format)) in formatted) WriteFormatted(name, parameter, format);
        Writer.WriteEndObject();
        Writer.WriteEndObject();
        await Writer.FlushAsync(CancellationToken);
    }

    internal string Expression(object value)
    {
        TryAddDependentResources(value);
        return value switch
        {
            string text => text,
            ReferenceExpression reference => Expression(reference),
            IManifestExpressionProvider provider => provider.ValueExpression,
            _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        };
    }

    string Expression(ReferenceExpression reference) => string.Format(
        System.Globalization.CultureInfo.InvariantCulture,
        reference.Format,
        [.. reference.ValueProviders.Zip(reference.StringFormats, (provider, format) => provider switch
        {
            ParameterResource parameter when format is not null => $"{{{Formatted(parameter, format)}.value}}",
            _ => Expression((object)provider),
        })]);

    static string Formatted(ParameterResource parameter, string format) => $"{parameter.Name}-{format}-encoded";

    void WriteFormatted(string name, ParameterResource parameter, string format)
    {
        Writer.WriteStartObject(name);
        Writer.WriteString("type", "annotated.string");
        Writer.WriteString("value", parameter.ValueExpression);
        Writer.WriteString("filter", format);
        Writer.WriteEndObject();
    }
}
