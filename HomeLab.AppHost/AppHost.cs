var builder = DistributedApplication.CreateBuilder(args);

builder.AddRabbitMQ("rabbitmq").WithDataVolume();
builder.AddPostgres("postgres").WithDataVolume();

builder.Build().Run();
