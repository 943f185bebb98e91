using HomeLab.Simulators.Komodo.Executes;
using HomeLab.Simulators.Komodo.State;
using HomeLab.Simulators.Komodo.Writes;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Komodo;

static class KomodoExtensions
{
    public static void AddKomodoSimulator(this IServiceCollection services)
    {
        services.AddOptions<KomodoOptions>().BindConfiguration(KomodoOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<KomodoOptions>, KomodoOptionsValidator>();
        services.AddSingleton<Cores>();
        services.AddSingleton<Executions>();
        services.AddSingleton<ExecuteApi>();
        services.AddSingleton<StackDeletion>();
        services.AddSingleton<WriteApi>();
        services.AddSingleton<ISimulatedSystem, KomodoSystem>();
    }

    public static void MapKomodo(this WebApplication app)
    {
        app.MapKomodoControl();
        app.MapKomodoSurroundings();
    }
}
