using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Options;

public static class ValidatedOptionsExtensions
{
    /// <summary>
    /// Binds a section and checks it by its annotations and every registered <see cref="IValidateOptions{TOptions}"/> before
    /// the service starts. All that is wrong in all sections is told at once, by the setting's name.
    /// </summary>
    public static OptionsBuilder<TOptions> AddValidatedOptions<TOptions>(this IHostApplicationBuilder builder, string section)
        where TOptions : class
    {
        builder.Services.AddSingleton<IValidateOptions<TOptions>>(new AnnotatedOptions<TOptions>(section));
        builder.Services.AddSingleton(new StartupCheck(section, services => services.GetRequiredService<IOptions<TOptions>>().Value));
        return builder.Services.AddOptions<TOptions>().BindConfiguration(section);
    }

    /// <summary>A value that must not be there silently wrong: checked before anything starts, told with everything else.</summary>
    /// <param name="check">Throws <see cref="OptionsValidationException"/> or <see cref="StartRefusedException"/>.</param>
    internal static IHostApplicationBuilder AddStartupCheck(
        this IHostApplicationBuilder builder, string subject, Action<IServiceProvider> check)
    {
        builder.Services.AddSingleton(new StartupCheck(subject, check));
        return builder;
    }

    internal static IHostApplicationBuilder AddStartupChecks(this IHostApplicationBuilder builder)
    {
        // Makes the framework register its own validator, so that ours can run it as well.
        builder.Services.AddOptions<StartupChecks.Marker>().ValidateOnStart();
        var framework = builder.Services.Last(d => d.ServiceType == typeof(IStartupValidator));
        builder.Services.Remove(framework);
        builder.Services.AddSingleton<IStartupValidator>(services => new StartupChecks(
            services,
            services.GetServices<StartupCheck>(),
            (IStartupValidator)ActivatorUtilities.CreateInstance(services, framework.ImplementationType!)));
        return builder;
    }
}
