namespace HomeLab.Dns.Answers;

static class AnswersExtensions
{
    /// <summary>Asks the servers of zones for what was written; the reconciler itself is added beside the zones'.</summary>
    public static void AddAnswers(this IServiceCollection services)
    {
        services.AddSingleton<AnswerStore>();
        services.AddSingleton<Expectations>();
        services.AddSingleton<NameServers>();
    }
}
