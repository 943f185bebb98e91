// The first argument says what to run.
var scenario = args[0];
var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args[1..], DisableDashboard = scenario != "dashboard" });

switch (scenario)
{
    case "servers":
        var broker = builder.AddRabbitMQ("broker");
        var database = builder.AddPostgres("postgres").AddDatabase("inventory-db", "inventory");
        builder.AddProject<Projects.HomeLab_RunMode_Tests_Service>("service")
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithReference(broker).WaitFor(broker)
            .WithReference(database).WaitFor(database)
            .WithEnvironment("SECRET", builder.AddParameter("secret", "shown-to-nobody", secret: true));
        break;
    case "service":
    case "dashboard":
        builder.AddProject<Projects.HomeLab_RunMode_Tests_Service>("service").WithHttpEndpoint().WithHttpHealthCheck("/health");
        break;
    case "crashing":
        builder.AddExecutable("crashing", "sh", ".", "-c", "echo once more; exit 5");
        break;
    case "order":
        var job = builder.AddExecutable("job", "sh", ".", "-c", "echo done >> \"$ORDER\"; sleep 0.3").WithOrder();
        var below = builder.AddExecutable("below", "sh", ".", "-c", TrapTerm, "below").WithOrder().WaitForCompletion(job);
        builder.AddExecutable("above", "sh", ".", "-c", TrapTerm, "above").WithOrder().WaitForStart(below);
        break;
    case "stubborn":
        var obedient = builder.AddExecutable("obedient", "sh", ".", "-c", TrapTerm, "obedient").WithOrder();
        builder.AddExecutable("stubborn", "sh", ".", "-c", "trap '' TERM; echo \"started stubborn\" >> \"$ORDER\"; while :; do sleep 0.1; done").WithOrder().WaitForStart(obedient);
        break;
    case "container":
        builder.AddContainer("web", args[1])
            .WithEndpoint(targetPort: 80, scheme: "http", name: "http")
            .WithEnvironment("SECRET", "of the container")
            .WithArgs("sh", "-c", "mkdir /www; echo \"$SECRET\" > /www/index.html; exec httpd -f -p 80 -h /www")
            .WithHttpHealthCheck("/");
        break;
    case "parameter":
        var missing = builder.AddParameter("token", secret: true);
        builder.AddExecutable("waits", "sleep", ".", "1000").WithEnvironment("TOKEN", missing);
        break;
    default:
        throw new ArgumentException($"There is no scenario {scenario}.");
}

builder.Build().Run();

partial class Program
{
    const string TrapTerm = "trap 'sleep 0.3; echo \"stopped $0\" >> \"$ORDER\"; exit 0' TERM; echo \"started $0\" >> \"$ORDER\"; while :; do sleep 0.05; done";
}

static class OrderExtensions
{
    public static IResourceBuilder<ExecutableResource> WithOrder(this IResourceBuilder<ExecutableResource> builder) =>
        builder.WithEnvironment("ORDER", builder.ApplicationBuilder.Configuration["ORDER"]);
}
