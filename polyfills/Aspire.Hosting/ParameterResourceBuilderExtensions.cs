using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    const string Section = "Parameters";

    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.Add(name, secret, null);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        if (publishValueAsDefault && secret)
            throw new ArgumentException("A parameter cannot be both secret and published as a default value.", nameof(secret));

        // An explicit value is the value; what the configuration says does not replace it.
        var parameter = new ParameterResource(name, _ => valueGetter(), secret);
        if (publishValueAsDefault) parameter.Default = new ConstantParameterDefault(valueGetter);
        return builder.Add(parameter);
    }

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false) =>
        builder.Add(name, secret, persist ? builder.Persist(name, value) : value);

    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false) =>
        builder.Add(new ParameterResource(name, fallback => Read(builder.Configuration, name, configurationKey, fallback), secret));

    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        var key = "ConnectionStrings:" + name;
        var parameter = new ParameterResource(name, fallback => Read(builder.Configuration, name, key, fallback), secret: true) { IsConnectionString = true };
        return builder.AddResource(new ConnectionStringParameterResource(parameter, environmentVariableName))
            .WithManifestPublishingCallback(context => context.WriteParameter(parameter));
    }

    public static IResourceBuilder<ParameterResource> WithDescription(
        this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        builder.Resource.Description = description;
        builder.Resource.EnableDescriptionMarkdown = enableMarkdown;
        return builder;
    }

    /// <summary>A generated password that is not in the model by itself; in run mode it is kept for the next start.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder, string name, bool lower = true, bool upper = true, bool numeric = true, bool special = true,
        int minLower = 0, int minUpper = 0, int minNumeric = 0, int minSpecial = 0) =>
        CreateGeneratedParameter(builder, name, secret: true, new GenerateParameterDefault
        {
            // 128 bits with any of the classes.
            MinLength = 22,
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        });

    public static ParameterResource CreateGeneratedParameter(
        IDistributedApplicationBuilder builder, string name, bool secret, GenerateParameterDefault parameterDefault) =>
        builder.Create(name, secret, builder.Persist(name, parameterDefault));

    public static ParameterResource CreateParameter(IDistributedApplicationBuilder builder, string name, bool secret) =>
        builder.Create(name, secret, null);

    static ParameterDefault Persist(this IDistributedApplicationBuilder builder, string name, ParameterDefault value) =>
        builder.ExecutionContext.IsRunMode
            ? new PersistedParameterDefault(value, name, StateDirectory.For(builder.Configuration, AppHostLocation.Of(builder.AppHostAssembly, builder.AppHostDirectory)))
            : value;

    static IResourceBuilder<ParameterResource> Add(this IDistributedApplicationBuilder builder, string name, bool secret, ParameterDefault? value) =>
        builder.Add(builder.Create(name, secret, value));

    static IResourceBuilder<ParameterResource> Add(this IDistributedApplicationBuilder builder, ParameterResource parameter) =>
        builder.AddResource(parameter).WithInitialState(new CustomResourceSnapshot
        {
            ResourceType = "Parameter",
            Properties = [new ResourcePropertySnapshot("parameter.secret", parameter.Secret ? bool.TrueString : bool.FalseString)],
            State = KnownResourceStates.Running,
        });

    static ParameterResource Create(this IDistributedApplicationBuilder builder, string name, bool secret, ParameterDefault? value) =>
        new(name, fallback => Read(builder.Configuration, name, $"{Section}:{name}", fallback), secret) { Default = value };

    static string Read(IConfiguration configuration, string name, string key, ParameterDefault? fallback) =>
        configuration[key]
        // Environment variables cannot carry hyphens everywhere.
        ?? configuration[key.Replace('-', '_')]
        ?? fallback?.GetDefaultValue()
        ?? throw new MissingParameterValueException(
            $"Parameter resource '{name}' could not be used because configuration key '{key}' is missing and the parameter has no default value.");
}
