import { describe, expect, test } from "@jest/globals";

import { volumePreparation, writableByAll } from "../../../src/constructs/containers/volume-preparation";

describe("volumePreparation", () => {
  test("does everything in one container that ends without ending the task", () => {
    const certificates = {
      volume: "certificates",
      command: (path: string) => `printenv CERTIFICATES > ${path}/rds.pem`,
      environment: { CERTIFICATES: "PEM" },
    };

    expect(volumePreparation("volumes", [writableByAll("api-tmp"), certificates])).toMatchObject({
      name: "volumes",
      essential: false,
      command: ["sh", "-c", "chmod 1777 /volumes/api-tmp && printenv CERTIFICATES > /volumes/certificates/rds.pem"],
      environment: { CERTIFICATES: "PEM" },
      mounts: [
        { volume: "api-tmp", path: "/volumes/api-tmp", access: "read-write" },
        { volume: "certificates", path: "/volumes/certificates", access: "read-write" },
      ],
    });
  });

  test("runs an image of one version", () => {
    expect(volumePreparation("volumes", []).image).toMatch(/:\d+\.\d+\.\d+$/);
  });
});
