import { writeFileSync } from "node:fs";
import path from "node:path";

import { Command } from "commander";

import { didYouMean } from "../../config/did-you-mean";
import { ConfigurationError } from "../../config/problems";
import { regions } from "../../config/regions";
import { readBySchema } from "../../config/schema-problems";
import { type OfferFile, offerFileSchema, pricesOf } from "../../cost/offer-file";
import { priceProducts } from "../../cost/price-products";
import { priceFileText } from "../../cost/price-table";
import { examples } from "../command";
import { counted } from "../counted";
import { readJson } from "../cost/assumptions";
import { pricesFolder } from "../cost/list-prices";
import { Failure } from "../failure";
import { terminalTable } from "../table";

/** Some prices are not in the offer files: the file is written, without them. */
const incomplete = 3;

/** @param folder where the files of prices are: tests have their own */
export function pricesCommand(folder = pricesFolder): Command {
  return new Command("prices")
    .description(
      "Write a region's file of prices from offer files of AWS's price list. " +
        "Exit code 0: each price was found, 3: some are missing, 1: error.",
    )
    .argument("<region>")
    .argument("<offers...>", "offer files of the services, in JSON; docs/cost.md says which and where they are")
    .addHelpText("after", examples("npm run prices -- eu-west-1 offers/*.json"))
    .action((region: string, files: readonly string[]) => {
      if (!regions.includes(region)) throw new Failure(`${region} is no region of AWS${didYouMean(region, regions)}`);
      const offers = files.map(readOffer);
      const { prices, missing } = pricesOf(region, offers, priceProducts);
      if (prices.length === 0) throw new Failure(`no price of ${region} is in ${files.join(", ")}`);
      const file = path.join(folder, `${region}.json`);
      const published = offers.map(({ publicationDate }) => publicationDate.slice(0, 10)).sort();
      const [checked = ""] = published;
      writeFileSync(
        file,
        priceFileText({ region, currency: "USD", checked, checkedAgainst: "AWS's price list", prices }),
      );
      process.stdout.write(`${path.relative(".", file)} has ${counted(prices.length, "price")}\n`);
      if (missing.length === 0) return;
      process.stdout.write(
        `${terminalTable()(
          ["missing", "why"],
          missing.map(({ name, reason }) => [name, reason]),
        )}\n`,
      );
      process.exitCode = incomplete;
    });
}

/** @throws Failure when the file is no offer file */
function readOffer(file: string): OfferFile {
  const result = readBySchema(offerFileSchema, readJson(file));
  if ("problems" in result) throw new Failure(new ConfigurationError(new Map([[file, result.problems]])).message);
  return result.value;
}
