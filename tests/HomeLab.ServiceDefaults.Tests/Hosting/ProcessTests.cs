using HomeLab.Testing;

namespace HomeLab.ServiceDefaults.Tests.Hosting;

public sealed class ProcessTests
{
    [Fact]
    public async Task Wrong_settings_end_the_process_with_a_message_and_no_stack_trace()
    {
        using var service = ServiceProcess.Start("--Rpc:Port=x", "--Rpc:Token=canarysecret", "--Shutdown:FinishWithin=00:00:00");

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.Contains("The settings are wrong; nothing was started.", service.Output, StringComparison.Ordinal);
        Assert.Contains("'x' at 'Rpc:Port'", service.Output, StringComparison.Ordinal);
        Assert.Contains("Shutdown:FinishWithin", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("canarysecret", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_never_answers_ends_the_process_with_a_message_and_no_stack_trace()
    {
        using var service = ServiceProcess.Start(
            "--With:Database=yes", "--ConnectionStrings:alpha-db=Host=127.0.0.1;Port=1;Username=u;Password=canary;Database=d",
            "--Database:StartWithin=00:00:01");

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.Single(service.Output.Split('\n'), line => line.Contains("The database did not answer", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_keeps_it_from_starting_is_told_even_where_the_log_is_silent()
    {
        using var service = ServiceProcess.Start(
            "--With:Database=yes", "--ConnectionStrings:alpha-db=Host=127.0.0.1;Port=1;Username=u;Password=canary;Database=d",
            "--Database:StartWithin=00:00:01", "--Logging:Console:LogLevel:Default=None");

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.Single(service.Output.Split('\n'), line => line.Contains("The database did not answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Listens_where_the_hosts_variables_say_without_a_warning()
    {
        using var service = ServiceProcess.Start("--urls=http://127.0.0.1:0");
        await StartedAsync(service);

        Assert.DoesNotContain("Overriding address", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_that_was_asked_for_is_orderly()
    {
        using var service = ServiceProcess.Start();
        await StartedAsync(service);

        service.Terminate();

        Assert.Equal(0, await service.ExitCodeAsync());
    }

    [Fact]
    public async Task A_process_that_does_not_finish_is_ended()
    {
        using var service = ServiceProcess.Start(
            "--With:NeverStops=yes", "--Shutdown:FinishWithin=00:00:01", "--Shutdown:HardStopAfter=00:00:01");
        await StartedAsync(service);

        service.Terminate();

        Assert.NotEqual(0, await service.ExitCodeAsync());
        Assert.Contains("ending the process", service.Output, StringComparison.Ordinal);
    }

    static Task StartedAsync(ServiceProcess service) => Eventually.TrueAsync(
        () => service.Output.Contains("Application started", StringComparison.Ordinal), "the service has started");
}
