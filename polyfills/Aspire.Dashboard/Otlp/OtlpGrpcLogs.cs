using Aspire.Dashboard.Otlp.Wire;
using Grpc.Core;

namespace Aspire.Dashboard.Otlp;

sealed class OtlpGrpcLogs(LogIntake intake) : LogsService.LogsServiceBase
{
    public override Task<ExportLogsServiceResponse> Export(ExportLogsServiceRequest request, ServerCallContext context) =>
        Task.FromResult(intake.Accept(request));
}
