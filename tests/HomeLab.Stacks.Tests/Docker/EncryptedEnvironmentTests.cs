using System.Text;
using HomeLab.Sops.Age;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>Environment files that SOPS encrypted, at a real Engine.</summary>
public sealed class EncryptedEnvironmentTests
{
    const string Token = "canary-248b0b3b828d5c6f40498432601f7eebb67fc3c8";
    const string ChangedToken = "canary-e5a582786647e4f11f9ccea620030cb409c559f5";

    const string EveryRow = """
        SELECT string_agg(query_to_xml(format('SELECT t::text FROM %I.%I t', table_schema, table_name), true, false, '')::text, '')
        FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
        """;

    static string Compose(Deployment engine) => $$"""
        services:
          app:
            image: {{engine.Image}}
            command: [sh, -c, "echo my token is $$TOKEN; exec sleep 86400"]
            init: true
            stop_grace_period: 1s
            env_file: [.env]
            environment: {GREETING: "hello ${USER}"}
          side: {image: {{engine.Image}}, command: [sleep, "86400"], init: true, stop_grace_period: 1s}
        """;

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-27")]
    public async Task An_encrypted_environment_reaches_its_containers_alone_and_a_change_of_it_is_news_to_that_stack_alone()
    {
        await using var shop = await Deployment.StartAsync();
        await using var wiki = await Deployment.StartAsync();
        await using var repository = await EncryptedRepository.StartAsync(
            shop.Endpoint, ($"{shop.Name}/compose.yaml", Compose(shop)), ($"{shop.Name}/.env", EncryptedRepository.Sops("shop.env")),
            ($"{wiki.Name}/compose.yaml", Compose(wiki)), ($"{wiki.Name}/.env", "USER=nobody\n"));
        await DeployedAsync(repository, shop, operations: 1);
        await DeployedAsync(repository, wiki, operations: 1);
        var (before, others) = (await shop.ContainersAsync(), await wiki.ContainersAsync());
        var environment = (await shop.InspectAsync($"{shop.Name}-app-1")).Config.Env;
        foreach (var variable in (string[])
            [$"TOKEN={Token}", "GREETING=hello app", "QUOTED=two words", "BARE=before", "EMPTY=", "DOLLAR=a$b", $"URL=postgres://app:{Token}@db/app", "LINES=one\ntwo", "NAME=Zoë", "PORT_unencrypted=8081", "LINK_unencrypted=http://app@web", "LATE=last"])
            Assert.Contains(variable, environment);
        Assert.DoesNotContain(environment, it => it.StartsWith("sops_", StringComparison.Ordinal));

        // The same values under another key, as `sops rotate` leaves them.
        await repository.WriteAsync(($"{shop.Name}/.env", EncryptedRepository.Sops("two-recipients.env")));
        await repository.Stacks.LookAsync($"docker/nas/{shop.Name}");
        Assert.Equal(before, await shop.ContainersAsync());

        var operations = (await repository.Stacks.OperationsAsync(shop.Name)).Count;
        await repository.WriteAsync(($"{shop.Name}/.env", EncryptedRepository.Sops("shop-changed.env")));
        await repository.Stacks.WakeAsync($"docker/nas/{shop.Name}");
        await DeployedAsync(repository, shop, operations + 1);
        await repository.Stacks.LookAsync($"docker/nas/{wiki.Name}");

        Assert.Contains($"TOKEN={ChangedToken}", (await shop.InspectAsync($"{shop.Name}-app-1")).Config.Env);
        var after = await shop.ContainersAsync();
        Assert.NotEqual(before[$"{shop.Name}-app-1"], after[$"{shop.Name}-app-1"]);
        Assert.Equal(before[$"{shop.Name}-side-1"], after[$"{shop.Name}-side-1"]);
        Assert.Equal(others, await wiki.ContainersAsync());
        Assert.Single(await repository.Stacks.OperationsAsync(wiki.Name));
        var rows = await repository.Stacks.QueryAsync<string>(EveryRow);
        Assert.Contains(shop.Name, rows, StringComparison.Ordinal);
        foreach (var secret in (string[])[Token, ChangedToken, "AGE-SECRET-KEY-1"])
        {
            Assert.DoesNotContain(secret, rows, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), rows, StringComparison.Ordinal);
        }
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-27")]
    public async Task With_a_wrong_key_or_none_what_runs_runs_on_and_the_reason_is_told()
    {
        await using var shop = await Deployment.StartAsync();
        await using var repository = await EncryptedRepository.StartAsync(
            shop.Endpoint, ($"{shop.Name}/compose.yaml", Compose(shop)), ($"{shop.Name}/.env", EncryptedRepository.Sops("shop.env")));
        await DeployedAsync(repository, shop, operations: 1);
        var (before, key) = (await shop.ContainersAsync(), $"docker/nas/{shop.Name}");

        await File.WriteAllTextAsync(repository.KeyFile, EncryptedRepository.Sops("other-key.txt"));
        await repository.WriteAsync(($"{shop.Name}/.env", EncryptedRepository.Sops("shop-changed.env")));
        await repository.Stacks.WakeAsync(key);
        await repository.Stacks.UntilAsync(key, "Stalled", "NotDecrypted");
        var told = (await repository.Stacks.StackAsync(shop.Name)).ToString();
        Assert.Contains($"./{shop.Name}/.env", told, StringComparison.Ordinal);
        Assert.Contains(AgeIdentity.Parse(EncryptedRepository.Sops("key.txt"), "it")[0].Recipient, told, StringComparison.Ordinal);

        File.Delete(repository.KeyFile);
        await repository.Stacks.WakeAsync(key);
        await repository.Stacks.UntilAsync(key, "Waiting", "SecretMissing");
        Assert.Equal(before, await shop.ContainersAsync());
        Assert.True((await shop.InspectAsync($"{shop.Name}-app-1")).State.Running);

        await File.WriteAllTextAsync(repository.KeyFile, EncryptedRepository.Sops("key.txt"));
        await repository.Stacks.WakeAsync(key);
        await DeployedAsync(repository, shop, operations: 2);
        Assert.Contains($"TOKEN={ChangedToken}", (await shop.InspectAsync($"{shop.Name}-app-1")).Config.Env);
    }

    static Task DeployedAsync(EncryptedRepository repository, Deployment engine, int operations) => Eventually.TrueAsync(
        async () => (await repository.Stacks.OperationsAsync(engine.Name)) is [{ State: "succeeded" }, ..] all && all.Count == operations && (await repository.Stacks.StackAsync(engine.Name)).IsAsWanted, $"{engine.Name} is deployed");
}
